import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClickhouseServer } from '../../../scripts/clickhouse/clickhouseServer.ts';
import { readerSettings } from '../../../scripts/clickhouse/profileFile.ts';
import { toClickhouse } from '../../../scripts/clickhouse/toClickhouse.ts';
import { startClickhouse } from '../server.ts';
import { pagePort, plainPort, serverPort, user } from './addresses.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'test-results', 'clickhouse-builds');
const database = 'shop';

/** Starts ClickHouse with the sample in it, and serves the page with and without an `engine.json`; gives back how all of it ends. */
export default async function setup(): Promise<() => Promise<void>> {
  const ends: (() => Promise<void> | void)[] = [];
  const endAll = async () => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    await mkdir(folder, { recursive: true });
    const server = await startClickhouse({ settings: readerSettings, port: serverPort });
    ends.push(() => server.close());
    await new ClickhouseServer({ url: server.url, database: 'default', ...server.loader }).exec(
      `create database ${database}`,
    );
    await toClickhouse({
      from: join(root, 'public', 'data', 'greenery'),
      id: 'greenery',
      title: 'Greenery',
      description: null,
      currency: 'USD',
      server: { url: server.url, database, ...server.loader },
    });
    const engine = join(folder, 'engine.json');
    // Title and currency are told by the table `dataset`.
    await writeFile(engine, JSON.stringify({ engine: 'clickhouse', url: server.url, database, user }));
    for (const { name, port, environment } of [
      { name: 'remote', port: pagePort, environment: { GREENERY_ENGINE: engine } },
      { name: 'plain', port: plainPort, environment: {} },
    ]) {
      const out = join(folder, name);
      await vite(['build', '--outDir', out, '--emptyOutDir', '--logLevel', 'error'], environment).ended;
      const preview = vite(['preview', '--outDir', out, '--port', String(port), '--strictPort'], environment);
      ends.push(preview.end);
      await answering(`http://localhost:${port}/`);
    }
    return endAll;
  } catch (error) {
    await endAll();
    throw error;
  }
}

function vite(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0 || child.killed) resolve();
      else reject(new Error(`vite ${args[0] ?? ''} ended with ${String(code)}.`));
    });
  });
  return {
    ended,
    end: async () => {
      child.kill();
      await ended;
    },
  };
}

async function answering(address: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isThere = await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answers at ${address}.`);
}
