import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fatal } from '../../src/ingest/issue.ts';
import type { DataFile } from '../../src/ingest/source.ts';
import { rawTables, type RawTable } from '../../src/model/tables.ts';

/** A delivered file on this computer; several may hold parts of one table. */
export interface FoundFile extends DataFile<RawTable> {
  readonly path: string;
  readonly isGzip: boolean;
  /** What the folders above say of all its rows: `day=2021-02-10` gives the column `day`. */
  readonly partition: Readonly<Record<string, string>>;
}

/** The raw tables that were found, and the files that are none. */
export interface FoundFiles {
  readonly tables: readonly FoundFile[];
  readonly ignored: readonly string[];
}

const tableNames = Object.keys(rawTables) as RawTable[];

/** Where a table is there in both formats, Parquet is taken: it knows its types. */
const formats = ['parquet', 'csv'] as const;

/**
 * Looks for tables where `from` says: folders, files, and patterns with `*` and `?` within a name, or `**` for any folders. A file
 * belongs to a table by its name, such as `events.csv`, or by a folder it is in, such as `events/day=2021-02-10/part-0.csv`. Parts
 * have numbers, as `events-2021-02.csv.gz` and `events_1.parquet`, and count where there is no whole one; in a pattern they may be
 * called anything. Throws DatasetError when there is nothing, or no events in it.
 */
export async function findTables(from: string | readonly string[]): Promise<FoundFiles> {
  const places = typeof from === 'string' ? [from] : from;
  const listed: Listed[] = [];
  for (const place of places) listed.push(...(await filesOf(place)));
  const distinct = [...new Map(listed.map((one) => [one.path, one])).values()];
  const tables: FoundFile[] = [];
  for (const table of tableNames) {
    const own = distinct.flatMap((one) => {
      const kind = kindOf(one.file);
      const named = kind === null ? null : tableOf(one, kind.stem);
      return kind !== null && named?.table === table ? [{ ...one, ...kind, isWhole: named.isWhole }] : [];
    });
    const isWhole = own.some((candidate) => candidate.isWhole && !candidate.isChosen);
    const usable = own.filter((candidate) => !isWhole || candidate.isWhole || candidate.isChosen);
    const format = formats.find((one) => usable.some((candidate) => candidate.format === one));
    for (const { path, file, isGzip, ...kind } of usable) {
      if (kind.format !== format) continue;
      const { size } = await stat(path);
      const partition = partitionOf(file);
      tables.push({ table, path, file, format: kind.format, isGzip, bytes: size, rows: null, sha256: null, partition });
    }
  }
  const ignored = distinct.map(({ file }) => file).filter((file) => !tables.some((table) => table.file === file));
  if (!tables.some(({ table }) => table === 'events')) {
    const names = distinct.slice(0, 20).map(({ file }) => file);
    throw fatal(
      `${places.join(', ')} holds neither events.csv nor events.parquet. ` +
        `It holds: ${names.join(', ') || 'nothing'}. Files are recognised by these names: ${tableNames.join(', ')}.`,
    );
  }
  return { tables, ignored };
}

interface Listed {
  readonly path: string;
  /** As a person who gave the place knows it. */
  readonly file: string;
  /** The folder that was looked into. */
  readonly root: string;
  /** By its own name or a pattern, and not with all of a folder. */
  readonly isChosen: boolean;
}

async function filesOf(place: string): Promise<Listed[]> {
  const parts = place.split(/[/\\]/);
  const wild = parts.findIndex((part) => /[*?]/.test(part));
  if (wild === -1) {
    const about = await stat(place).catch((cause: unknown) => {
      throw fatal(`There is no folder ${place}.`, {}, cause);
    });
    if (about.isDirectory()) return below(place, false);
    return [{ path: resolve(place), file: basename(place), root: dirname(resolve(place)), isChosen: true }];
  }
  const root = parts.slice(0, wild).join('/') || (place.startsWith('/') ? '/' : '.');
  const pattern = new RegExp(`^${parts.slice(wild).map(partPattern).join('/').replaceAll('.*/', '(?:.*/)?')}$`);
  const matching = (await below(root, true)).filter(({ file }) => pattern.test(file));
  if (matching.length === 0) throw fatal(`There is no file ${place}.`);
  return matching;
}

function partPattern(part: string): string {
  if (part === '**') return '.*';
  return part
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
}

async function below(folder: string, isChosen: boolean): Promise<Listed[]> {
  const root = resolve(folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw fatal(`There is no folder ${folder}.`, {}, cause);
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, file: relative(root, path).split(sep).join('/'), root, isChosen }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function kindOf(file: string): { stem: string; format: 'csv' | 'parquet'; isGzip: boolean } | null {
  const [, stem, ending, gzip] = /([^/]+)\.(csv|parquet)(\.gz)?$/i.exec(file) ?? [];
  if (stem === undefined || ending === undefined) return null;
  const format = ending.toLowerCase() === 'csv' ? 'csv' : 'parquet';
  return format === 'parquet' && gzip !== undefined ? null : { stem, format, isGzip: gzip !== undefined };
}

/** The table that the file’s own name tells, or else the folder below which only folders of partitions are. */
function tableOf({ file, root, isChosen }: Listed, stem: string): { table: RawTable; isWhole: boolean } | null {
  const whole = tableNames.find((table) => table === stem.toLowerCase());
  if (whole !== undefined) return { table: whole, isWhole: true };
  const part = isChosen ? '[-_. ].*' : '[-_. ]?(?:part[-_. ]?)?[0-9].*';
  const [longest] = tableNames
    .filter((table) => new RegExp(`^${table}${part}$`, 'i').test(stem))
    .toSorted((a, b) => b.length - a.length);
  if (longest !== undefined) return { table: longest, isWhole: false };
  const folders = [basename(root), ...file.split('/').slice(0, -1)];
  const above = folders.findLast((folder) => !folder.includes('='))?.toLowerCase();
  const table = folders.length > 1 ? tableNames.find((name) => name === above) : undefined;
  return table === undefined ? null : { table, isWhole: false };
}

/** `day=2021-02-10` is a column and its value, as Hive writes them. */
function partitionOf(file: string): Record<string, string> {
  const pairs = file
    .split('/')
    .slice(0, -1)
    .flatMap((part): [string, string][] => {
      const at = part.indexOf('=');
      return at > 0 ? [[part.slice(0, at), decoded(part.slice(at + 1))]] : [];
    });
  return Object.fromEntries(pairs);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
