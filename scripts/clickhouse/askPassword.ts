import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** The password of `user`: of the environment, else typed without being shown. Never an argument, which every process could read. */
export async function askPassword(user: string): Promise<string> {
  const given = process.env['CLICKHOUSE_PASSWORD'];
  if (given !== undefined) return given;
  if (!process.stdin.isTTY) throw new TypeError('Set CLICKHOUSE_PASSWORD, or run this in a terminal.');
  process.stderr.write(`Password of ${user}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
