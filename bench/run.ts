import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeManifest, type WrittenTable } from '../scripts/manifestFile.ts';
import type { NodeEngine } from '../src/engine/node.ts';
import { factsQuery, valuesQuery } from '../src/model/queries/facts.ts';
import { funnelQuery } from '../src/model/queries/funnel.ts';
import { ask } from '../src/testing/ask.ts';
import { deliveryOf } from '../src/testing/deliveryOf.ts';
import { type Answers, answersOf } from './answers.ts';
import { inChromium } from './chromium.ts';
import { openDashboard, openThrottled, walkDashboard } from './dashboard.ts';
import { installMosaic, walkMosaic } from './mosaic.ts';
import { type BenchOptions, optionsFrom, usage } from './options.ts';
import { buildPeerPages } from './peerPages.ts';
import { prepare } from './preparation.ts';
import { openPrepared } from './prepared.ts';
import { walkRaw } from './rawEvents.ts';
import { keepResults, readResults, type Results, type SizeResults } from './results.ts';
import { serve, type StaticHost } from './serve.ts';
import { cacheFolder, rawFolder, type SizeId, sizeTitles } from './shops.ts';
import { resultsTable, withTable } from './table.ts';
import { type Known, walkThrough, type WalkStep } from './walk.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Changes that every page goes first and that do not count: compilers and caches warm up. */
const warmUp = 5;
/** An opening that takes longer is given up. */
const mostOpeningMs = 300_000;

type Answered = WalkStep & { readonly answers: Answers };

function say(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
}

/** Everything asked for about one shop; `kept` is after each part, so that a run that ends early leaves what it has. */
async function measure(
  size: SizeId,
  { parts, changes, build }: BenchOptions,
  host: StaticHost,
  results: SizeResults,
  kept: () => Promise<void>,
): Promise<void> {
  const wants = (part: BenchOptions['parts'][number]) => parts.includes(part);
  const datasets = join(resolve(root, build), 'data');
  const id = `bench-${size}`;
  const prepared = join(datasets, id);
  const name = sizeTitles[size];

  if (wants('prepare')) {
    say(`${name}: preparing`);
    results.preparation = await prepare(size, id, datasets);
    await kept();
  }
  if (wants('open')) {
    say(`${name}: opening`);
    results.prepared = await openDashboard(host, id, mostOpeningMs);
    await kept();
    const rawId = await publishRaw(size);
    results.rawFiles = await openDashboard(host, rawId, mostOpeningMs).then(
      ({ cold }) => ({ cold }),
      (error: unknown) => ({ failed: String(error).slice(0, 300) }),
    );
    await kept();
  }
  if (wants('throttled') && size === 'sample') {
    say(`${name}: opening over 1.6 Mbit/s, 150 ms`);
    results.throttled = await openThrottled(host, null);
    await kept();
  }
  if (!(['walk', 'native', 'raw', 'mosaic'] as const).some(wants)) return;

  const engine = await openPrepared(prepared);
  let shared: readonly Answered[];
  let dashboard: readonly Answered[];
  try {
    const known = await knownOf(engine);
    results.sessions = known.facts.sessions;
    shared = await answered('shared', changes, known, engine);
    dashboard = await answered('dashboard', changes, known, engine);
    if (wants('native')) {
      say(`${name}: native DuckDB`);
      const native: number[] = [];
      for (const { state } of shared) native.push((await answersOf(engine, state, known.facts)).milliseconds);
      results.native = native.slice(warmUp);
      await kept();
    }
  } finally {
    await engine.close();
  }
  if (wants('walk')) {
    say(`${name}: the dashboard, the walk that all can do`);
    results.shared = await walkDashboard(host, id, shared, warmUp);
    await kept();
    say(`${name}: the dashboard, the walk of every kind`);
    results.dashboard = await walkDashboard(host, id, dashboard, warmUp);
    await kept();
  }
  if (wants('raw')) {
    say(`${name}: raw events in the page`);
    results.raw = await walkRaw(host, size, shared, warmUp);
    await kept();
  }
  if (wants('mosaic')) {
    say(`${name}: Mosaic`);
    results.mosaic = await walkMosaic(host, size, prepared, shared, warmUp);
    await kept();
  }
}

async function knownOf(engine: NodeEngine): Promise<Known> {
  const [facts] = await ask(engine, factsQuery());
  if (facts === undefined) throw new Error('The dataset has no facts.');
  return { facts, values: await ask(engine, valuesQuery()) };
}

/** The changes of a walk, those of the warm-up first, and what the charts must show after each. */
async function answered(
  which: 'shared' | 'dashboard',
  changes: number,
  known: Known,
  engine: NodeEngine,
): Promise<readonly Answered[]> {
  const walk = await walkThrough(which, warmUp + changes, known, async ({ filters, counting }) => {
    const [first] = await ask(engine, funnelQuery(filters, counting));
    return first !== undefined && first.count > 0;
  });
  const steps: Answered[] = [];
  for (const step of walk) {
    steps.push({ ...step, answers: (await answersOf(engine, step.state, known.facts)).answers });
  }
  return steps;
}

/** A manifest over the raw files of a shop, which are served as one of the datasets; gives its id, null for the sample. */
async function publishRaw(size: SizeId): Promise<string | null> {
  if (size === 'sample') return null;
  const id = `bench-${size}-raw`;
  const folder = await rawFolder(size);
  const written: WrittenTable[] = [];
  for (const { table, file } of deliveryOf(folder).delivery.tables) {
    const rows = await recordsOf(join(folder, file));
    written.push({ table, file, format: 'csv', rows, newest: null });
  }
  const about = { id, title: id, description: 'Made up.', currency: 'USD', kind: 'raw', newest: null } as const;
  await writeManifest(folder, about, written);
  return id;
}

/** Records of a file that the bench wrote: a line each, and no line breaks inside. */
async function recordsOf(path: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(path)) {
    for (const byte of chunk as Buffer) if (byte === 10) lines += 1;
  }
  return lines - 1;
}

async function machineText(): Promise<string> {
  const browser = await inChromium(async (one) => `Chromium ${one.version()}`);
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Linux ${release()}, ${browser}, Node ${process.versions.node}`;
}

async function bench(options: BenchOptions): Promise<void> {
  const [busy = 0] = loadavg();
  if (busy > 0.5) say(`This machine is busy with other work (load ${busy.toFixed(1)}): the figures will be too large.`);
  const results: Results = await readResults(await machineText());
  const pages = await buildPeerPages([
    ...(options.parts.includes('raw') ? (['raw'] as const) : []),
    ...(options.parts.includes('mosaic') ? (installMosaic(), ['mosaic'] as const) : []),
  ]);
  const host = await serve(options.port, {
    '/': resolve(root, options.build),
    '/bench/': pages,
    '/bench/columns/': join(cacheFolder, 'columns'),
    '/bench/rows/': join(cacheFolder, 'rows'),
    ...Object.fromEntries(options.sizes.map((size) => [`/data/bench-${size}-raw/`, join(cacheFolder, 'raw', size)])),
  });
  try {
    for (const size of options.sizes) {
      const kept = () => keepResults(results);
      await measure(size, options, host, (results.sizes[size] ??= {}), kept);
    }
  } finally {
    await host.close();
  }
  const table = resultsTable(results);
  console.log(`\n${table}`);
  if (!options.write) return;
  const document = join(root, 'docs', 'performance.md');
  await writeFile(document, withTable(await readFile(document, 'utf8'), table));
}

try {
  await bench(optionsFrom(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 1;
}
