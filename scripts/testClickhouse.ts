import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The tests against ClickHouse. Its engine, half a gigabyte, is installed for them alone; where it cannot be, they are passed over. */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'e2e', 'clickhouse');

const run = (command: string, args: readonly string[], cwd: string, stdio: 'inherit' | 'ignore') =>
  spawnSync(command, args, { cwd, stdio, shell: process.platform === 'win32' }).status === 0;

const isThere = existsSync(join(folder, 'node_modules', 'chdb')) || run('npm', ['ci', '--silent'], folder, 'ignore');

if (!isThere) console.log('Passed over: ClickHouse for tests (npm package chdb) cannot be installed here.');
else if (
  !run('npx', ['vitest', 'run', '-c', join(folder, 'vitest.config.ts'), ...process.argv.slice(2)], root, 'inherit')
)
  process.exitCode = 1;
