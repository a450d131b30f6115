import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const isRoot = process.getuid?.() === 0;

/** Chromium refuses its sandbox to root; the rest keeps it from the graphics card and the network. */
export const chromiumArguments: string[] = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/** The path of a Chromium that is already here, best one first: the one asked for, the system's, Playwright's own. */
export async function findChromium(): Promise<string | undefined> {
  return (await candidates().next()).value;
}

/** The path of a Chromium that starts, installed if need be. Rejects with a sentence that says what to do. */
export async function provideChromium(): Promise<string> {
  for await (const path of candidates()) {
    if (await starts(path)) return path;
    if (path === process.env['CHROMIUM_PATH']) {
      throw new Error(`CHROMIUM_PATH is ${path}, which does not start as Chromium. Correct it or leave it out.`);
    }
  }
  for (const install of [downloadWithPlaywright, installWithApt]) {
    await install();
    for await (const path of candidates()) if (await starts(path)) return path;
  }
  throw new Error(
    'The tests need a Chromium, and none was found or could be installed. Install Chromium or Google Chrome, or set CHROMIUM_PATH to the path of one, and try again.',
  );
}

async function* candidates(): AsyncGenerator<string, undefined> {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked) {
    yield asked;
    return;
  }
  yield* ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap(onPath);
  const { chromium } = await import('@playwright/test');
  if (existsSync(chromium.executablePath())) yield chromium.executablePath();
}

function onPath(name: string): string[] {
  const folders = process.env['PATH']?.split(delimiter) ?? [];
  return folders
    .map((folder) => join(folder, name))
    .filter((path) => existsSync(path))
    .slice(0, 1);
}

async function starts(executablePath: string): Promise<boolean> {
  const { chromium } = await import('@playwright/test');
  try {
    const browser = await chromium.launch({ executablePath, args: chromiumArguments, timeout: 60_000 });
    console.log(`Chromium ${browser.version()}: ${executablePath}`);
    await browser.close();
    return true;
  } catch (error) {
    const lines = String(error).split('\n');
    const reason = lines.find((line) => line.includes('error while loading shared libraries')) ?? lines[0];
    console.log(`${executablePath} does not start. ${reason?.trim()}`);
    return false;
  }
}

async function downloadWithPlaywright(): Promise<void> {
  console.log('There is no Chromium here: downloading the one of Playwright …');
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const limits = { seconds: 300, env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' } };
  if (!(await succeeds(process.execPath, [cli, 'install', '--no-shell', 'chromium'], limits))) {
    console.log('The download did not work.');
  }
}

async function installWithApt(): Promise<void> {
  if (!isRoot || onPath('apt-get').length === 0) return;
  console.log('Installing the Chromium of this system with apt-get …');
  const limits = { seconds: 600, env: { DEBIAN_FRONTEND: 'noninteractive' } };
  const installed =
    (await succeeds('apt-get', ['update', '-q'], limits)) &&
    (await succeeds('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], limits));
  if (!installed) console.log('apt-get could not install it.');
}

interface Limits {
  readonly seconds: number;
  readonly env: NodeJS.ProcessEnv;
}

function succeeds(command: string, args: readonly string[], { seconds, env }: Limits): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: seconds * 1000,
      env: { ...process.env, ...env },
    });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
