import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The tests against ClickHouse: of the engine and its loader, and of the page in Chromium; with arguments, only what of the first they name. Its engine, half a gigabyte, is installed for them alone; where it cannot be, they are passed over. */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'e2e', 'clickhouse');

const run = (command: string, args: readonly string[], cwd: string, stdio: 'inherit' | 'ignore') =>
  spawnSync(command, args, { cwd, stdio, shell: process.platform === 'win32' }).status === 0;

const isThere = existsSync(join(folder, 'node_modules', 'chdb')) || run('npm', ['ci', '--silent'], folder, 'ignore');

if (!isThere) console.log('Passed over: ClickHouse for tests (npm package chdb) cannot be installed here.');
else {
  const chosen = process.argv.slice(2);
  const passed =
    run('npx', ['vitest', 'run', '-c', join(folder, 'vitest.config.ts'), ...chosen], root, 'inherit') &&
    (chosen.length > 0 || run('npx', ['playwright', 'test', '-c', join(folder, 'page')], root, 'inherit'));
  if (!passed) process.exitCode = 1;
}
