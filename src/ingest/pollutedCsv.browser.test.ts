import { afterAll, beforeAll, expect, it } from 'vitest';
import page from '../../docs/csv.md?raw';
import type { Engine } from '../engine/engine.ts';
import { openWasmEngine } from '../engine/wasm.ts';
import { ident, join, sql, type Sql } from '../sql/sql.ts';
import { groups, type PollutedFile, pollutedColumns, pollutedFiles } from '../testing/pollutions.ts';
import { DatasetError } from './issue.ts';
import { loadTable } from './loadTable.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openWasmEngine();
});
afterAll(() => engine.close());

/**
 * What became of a file.
 * `perfect`: the records are those of the file, and at most notes are said. `reported`: a warning, a rejected record or a failed
 * cast says that something is not as it should be. `refused`: the file is not loaded, and a sentence says why. `silent`: records
 * are missing, wrong or too many, and nothing says so. `crash`: an error that is not for a person.
 */
const outcomes = ['perfect', 'reported', 'refused', 'silent', 'crash'] as const;
type Outcome = (typeof outcomes)[number];

const between = '\u001f';
const empty = '\u001e';

/** Every record as one text, values as DuckDB writes them. */
const records: Sql = sql`
  select concat_ws(
    chr(31),
    ${join(
      Object.keys(pollutedColumns).map((column) => sql`coalesce(cast(${ident(column)} as varchar), chr(30))`),
      ', ',
    )}
  ) as record
  from polluted`;

interface Result {
  readonly outcome: Outcome;
  /** Records in the table that are not in the file. */
  readonly invented: number;
}

async function result({ bytes, records: held }: PollutedFile): Promise<Result> {
  try {
    const { loaded, issues } = await loadTable(
      engine,
      { table: 'order_items', file: 'items.csv', format: 'csv', bytes: bytes.length, rows: null, sha256: null },
      bytes,
      { name: sql`polluted`, columns: pollutedColumns },
      { malformed: 'reject' },
    );
    const read = (await engine.run(records)).map(({ record }) => String(record)).sort();
    const wanted = held.map((record) => record.map((value) => value || empty).join(between)).sort();
    const { physical, accepted, rejected, ignored } = loaded.records;
    const there = new Set(wanted);
    const invented = read.filter((record) => !there.has(record)).length;
    if (accepted !== read.length || physical !== accepted + rejected + ignored) return { outcome: 'silent', invented };
    if (rejected > 0 || loaded.failedCasts.length > 0 || issues.some(({ grade }) => grade === 'warning')) {
      return { outcome: 'reported', invented };
    }
    return { outcome: JSON.stringify(read) === JSON.stringify(wanted) ? 'perfect' : 'silent', invented };
  } catch (error) {
    // A sentence that names the file is for a person, whatever the reader says is not.
    const isSentence =
      error instanceof DatasetError && error.cause === undefined && error.message.includes('items.csv');
    return { outcome: isSentence ? 'refused' : 'crash', invented: 0 };
  } finally {
    await engine.exec(sql`drop table if exists polluted`);
  }
}

type Told = PollutedFile & Result;

/** The table of `docs/csv.md`, one array per line. */
function table(told: readonly Told[]): string[][] {
  const line = (name: string, files: readonly Told[]) => [
    name,
    String(files.length),
    ...outcomes.map((one) => String(files.filter(({ outcome }) => outcome === one).length)),
    String(files.filter(({ invented }) => invented > 0).length),
  ];
  return [
    ['Group', 'files', ...outcomes, 'with an invented record'],
    ...groups.map((group) =>
      line(
        group,
        told.filter((file) => file.group === group),
      ),
    ),
    line('All', told),
  ];
}

/** The table that stands in a page between its two marks. */
function standingTable(text: string): string[][] {
  const [, marked = ''] = text.split(/<!-- outcomes -->|<!-- end of outcomes -->/);
  return marked
    .trim()
    .split('\n')
    .filter((row) => !/^[|: -]+$/.test(row))
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

it('no polluted file is loaded otherwise than it is written without a word', async () => {
  const told: Told[] = [];
  for (const file of pollutedFiles()) told.push({ ...file, ...(await result(file)) });
  const lines = table(told);
  console.log(lines.map((line) => `| ${line.join(' | ')} |`).join('\n'));
  const isWrong = ({ group, outcome }: Told) =>
    outcome === 'silent' || outcome === 'crash' || (group === groups[0] && outcome !== 'perfect');
  expect(told.length).toBeGreaterThan(2400);
  expect(told.filter(isWrong).map(({ outcome, group, name }) => `${outcome}: ${group}: ${name}`)).toEqual([]);
  expect(standingTable(page)).toEqual(lines);
}, 600_000);
