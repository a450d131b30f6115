import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The tests against ClickHouse: of the engine and its loader, and of the page in Chromium; with arguments, only what of the first they name. Its engine, half a gigabyte, is installed for them alone; where it cannot be, they are passed over. */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'e2e', 'clickhouse');

const run = (command: string, args: readonly string[], cwd: string) =>
  spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

// `npm ci` wants the builds for every system in the lock file, and npm writes only that of its own.
const install = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel', 'error'];
const isThere = existsSync(join(folder, 'node_modules', 'chdb')) || run('npm', install, folder);

if (!isThere) console.log('Passed over: ClickHouse for tests (npm package chdb) cannot be installed here.');
else {
  const chosen = process.argv.slice(2);
  const passed =
    run('npx', ['vitest', 'run', '-c', join(folder, 'vitest.config.ts'), ...chosen], root) &&
    (chosen.length > 0 || run('npx', ['playwright', 'test', '-c', join(folder, 'page')], root));
  if (!passed) process.exitCode = 1;
}
