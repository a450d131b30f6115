import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rawFolder, type SizeId } from './shops.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A process that ran: seconds, and the most memory it held; null where the system does not tell. */
export interface Ran {
  readonly seconds: number;
  readonly mostBytes: number | null;
}

/** Preparing a dataset, beside the least that reading its files costs. */
export interface Preparation {
  readonly rawBytes: number;
  readonly publishedBytes: number;
  readonly prepare: Ran;
  /** Into memory. */
  readonly plain: Ran;
  /** Into a database file, as preparing does. */
  readonly plainFile: Ran;
}

/** What preparing may take of the memory; a plain scan has no limit. */
const memory = '8GB';

/** A machine that has not lent its memory lately gives it slowly, and the first to ask for it waits. */
const rounds = 5;

/** Prepares a shop with `npm run dataset`, as a person does, into the folder of datasets of the build; the median of five rounds. */
export async function prepare(size: SizeId, id: string, datasets: string): Promise<Preparation> {
  const from = await rawFolder(size);
  const dataset = ['--from', from, '--id', id, '--out', datasets, '--memory', memory];
  const plain: Ran[] = [];
  const plainFile: Ran[] = [];
  const prepared: Ran[] = [];
  for (let round = 0; round < rounds; round += 1) {
    plain.push(await timed(['bench/plainScan.ts', from]));
    const scratch = await mkdtemp(join(tmpdir(), 'greenery-plain-'));
    try {
      plainFile.push(await timed(['bench/plainScan.ts', from, join(scratch, 'plain.duckdb')]));
    } finally {
      await rm(scratch, { recursive: true });
    }
    prepared.push(await timed(['scripts/dataset.ts', ...dataset]));
  }
  return {
    rawBytes: await bytesIn(from, '.csv'),
    publishedBytes: await bytesIn(join(datasets, id), ''),
    prepare: middle(prepared),
    plain: middle(plain),
    plainFile: middle(plainFile),
  };
}

/** The run that took neither the longest nor the shortest. */
function middle(runs: readonly Ran[]): Ran {
  const ran = runs.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)];
  if (ran === undefined) throw new Error('Nothing was run.');
  return ran;
}

async function bytesIn(folder: string, ending: string): Promise<number> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(ending));
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Runs a script in a process of its own, and looks at its memory ten times a second. */
function timed(script: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, ['--import', 'tsx', ...script], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      told = (told + chunk.toString()).slice(-2000);
    });
    let mostBytes: number | null = null;
    const looking = setInterval(() => {
      void memoryMark(child.pid).then((most) => (mostBytes = most ?? mostBytes));
    }, 100);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(looking);
      if (code === 0) resolve({ seconds: (performance.now() - began) / 1000, mostBytes });
      else reject(new Error(`${script.join(' ')} failed: ${told}`));
    });
  });
}

/** The most memory a process has held so far; null when the system does not tell. */
async function memoryMark(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const most = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return most === undefined ? null : Number(most) * 1024;
}
