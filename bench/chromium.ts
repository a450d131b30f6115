import { readFile } from 'node:fs/promises';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumArguments, provideChromium } from '../scripts/browser.ts';

/** A browser of its own for each thing measured, so that none inherits the memory or the caches of another. */
export async function inChromium<T>(work: (browser: Browser, context: BrowserContext) => Promise<T>): Promise<T> {
  executable ??= await provideChromium();
  const browser = await chromium.launch({ executablePath: executable, args: chromiumArguments });
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      timezoneId: 'UTC',
      locale: 'en-US',
    });
    // tsx marks functions with a helper that does not exist in the page they are sent to.
    await context.addInitScript('globalThis.__name = (value) => value');
    return await work(browser, context);
  } finally {
    await browser.close();
  }
}

let executable: string | undefined;

/** Memory of the largest tab, in bytes: what it holds now, and held at most. Linux only: null elsewhere. */
export async function tabMemory(browser: Browser): Promise<{ now: number; most: number } | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const tabs = await Promise.all(
    processInfo.filter(({ type }) => type === 'renderer').map(async ({ id }) => memoryOf(id).catch(() => null)),
  );
  return tabs.filter((tab) => tab !== null).sort((a, b) => b.most - a.most)[0] ?? null;
}

async function memoryOf(process: number): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${process}/status`, 'utf8');
  const bytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) * 1024;
  return { now: bytes('VmRSS'), most: bytes('VmHWM') };
}

/** Makes a page's line as slow as an old phone's: 1.6 Mbit/s down, 150 ms. */
export async function throttle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 100_000,
  });
}
