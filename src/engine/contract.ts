import { ident, param, type ScalarType, sql } from '../sql/sql.ts';
import { askContract } from './askContract.ts';
import {
  type ContractCase,
  expectEqual,
  expectError,
  expectRows,
  expectUsable,
  hungry,
  utf8,
  withLittleMemory,
} from './contractChecks.ts';
import { type Said, saidToDuckdb } from './contractSaid.ts';
import type { Engine, Row } from './engine.ts';

/** The committed files, by name: Parquet, and one database. */
export interface ContractFiles {
  readonly types: Uint8Array;
  readonly empty: Uint8Array;
  readonly categories: Uint8Array;
  readonly attached: Uint8Array;
}

/** All cases, for an engine that can do everything, in this order: the last one closes it. */
export function engineContract(files: ContractFiles): readonly ContractCase[] {
  return [
    ...values(saidToDuckdb),
    ...refusals(saidToDuckdb),
    ...statements(saidToDuckdb),
    ...loading,
    ...cancelling(saidToDuckdb),
    ...freeing,
    ...csvFiles,
    ...parquetFiles(files),
    ...databaseFiles(files),
    ...askContract(files.types),
    ...attachedAndLocked(files),
    ...closing(saidToDuckdb),
  ];
}

/** The cases for an engine that only answers, in this order: the last one closes it. `said` is how statements are said to it. */
export function answeringContract(said: Said): readonly ContractCase[] {
  return [
    ...values(said),
    ...refusals(said),
    ...statements(said),
    ...cancelling(said),
    ...lackingContract,
    ...closing(said),
  ];
}

const values = (said: Said): readonly ContractCase[] => [
  {
    title: `runs ${said.version.name}`,
    check: async (engine) => expectRows(engine, said.version.query, [{ version: said.version.answer }]),
  },
  {
    title: 'gives every plain type as text, number or boolean',
    check: async (engine) => expectRows(engine, said.plainTypes.query, said.plainTypes.rows),
  },
  {
    title: 'gives null for null, whatever the type',
    check: async (engine) => expectRows(engine, said.nulls.query, said.nulls.rows),
  },
  ...['varchar', 'integer', 'bigint', 'double', 'boolean', 'date', 'timestamp'].map((type) => ({
    title: `takes null as a ${type} value`,
    check: async (engine: Engine) =>
      expectRows(engine, sql`select ${said.isMissing(param(null, type as ScalarType))} as missing`, [
        { missing: true },
      ]),
  })),
  {
    title: 'gives hostile text back unchanged',
    check: async (engine) => {
      for (const text of hostileTexts) {
        await expectRows(
          engine,
          sql`select ${param(text, 'varchar')} as text, ${said.codePoints(param(text, 'varchar'))} as code_points`,
          [{ text, code_points: Array.from(text).length }],
        );
      }
    },
  },
  {
    title: 'refuses text with NUL before it reaches a statement',
    check: async () => {
      try {
        param('a\0b', 'varchar');
      } catch {
        return;
      }
      throw new Error('A text with NUL became a value.');
    },
  },
  {
    title: 'gives numbers back unchanged',
    check: async (engine) => {
      const numbers = [0, 1, -1, 0.1 + 0.2, 1e21, -1e21, 5e-324, Number.MAX_VALUE, 2 ** 53, 2 ** 67 / 3];
      for (const number of numbers) {
        await expectRows(engine, sql`select ${param(number, 'double')} as number`, [{ number }]);
      }
    },
  },
  {
    title: 'knows no negative zero',
    check: async (engine) => {
      const [row] = await engine.run(sql`select ${param(-0, 'double')} as given, cast(-0.0 as double) as computed`);
      if (!Object.is(row?.['given'], 0) || !Object.is(row?.['computed'], 0))
        throw new Error('Negative zero came through.');
    },
  },
  {
    title: 'gives integers up to 2^53 exactly, sums included',
    check: async (engine) => expectRows(engine, said.integers.query, said.integers.rows),
  },
  {
    title: 'gives decimals as the nearest number',
    check: async (engine) => expectRows(engine, said.decimals.query, said.decimals.rows),
  },
  {
    title: 'divides and rounds the same everywhere',
    check: async (engine) => expectRows(engine, said.divisions.query, said.divisions.rows),
  },
  {
    title: 'takes and gives dates and times as ISO text',
    check: async (engine) => expectRows(engine, said.times.query, said.times.rows),
  },
  {
    title: 'gives no row for an empty result',
    check: async (engine) => expectRows(engine, sql`select 1 as one, 'a' as text where false`, []),
  },
  {
    title: 'gives 100 000 rows in order',
    check: async (engine) => {
      const rows = await engine.run(said.manyRows);
      const wrong = rows.findIndex((row, index) => row['i'] !== index || row['text'] !== String(index));
      if (rows.length !== 100_000 || wrong !== -1)
        throw new Error(`${rows.length} rows; the first wrong one is ${wrong}.`);
    },
  },
  {
    title: 'gives long text and odd column names back',
    check: async (engine) => {
      const text = 'plant 🌱 '.repeat(125_000);
      const names = ['__proto__', 'two words', 'quote "', 'select', 'Übung'];
      const columns = names.map((name, index) => sql`${param(index, 'integer')} as ${ident(name)}`);
      const [row] = await engine.run(sql`select ${columns[0] ?? sql``}, ${columns[1] ?? sql``}, ${columns[2] ?? sql``},
        ${columns[3] ?? sql``}, ${columns[4] ?? sql``}, ${param(text, 'varchar')} as text`);
      expectEqual(Object.keys(row ?? {}), [...names, 'text']);
      expectEqual(
        names.map((name) => row?.[name]),
        [0, 1, 2, 3, 4],
      );
      expectEqual(row?.['text'], text);
    },
  },
];

const refusals = (said: Said): readonly ContractCase[] => [
  ...said.unshowable.map(([what, query]) => ({
    title: `refuses ${what} as a value and names the column`,
    check: async (engine: Engine) => {
      const error = await expectError('sql', () => engine.run(query));
      if (!error.message.includes('"bad"')) throw new Error(`The column is not named: ${error.message}`);
    },
  })),
  {
    title: 'says how to turn a date or time into text',
    check: async (engine) => {
      const error = await expectError('sql', () => engine.run(said.time.query));
      if (!error.message.includes(said.time.way)) throw new Error(`No way forward: ${error.message}`);
    },
  },
  {
    title: 'refuses two columns of one name',
    check: async (engine) => {
      await expectError('sql', () => engine.run(sql`select 1 as a, 2 as a`));
    },
  },
];

const statements = (said: Said): readonly ContractCase[] => [
  ...said.refused.map(([what, query]) => ({
    title: `refuses ${what} with a sentence and stays usable`,
    check: async (engine: Engine) => {
      const error = await expectError('sql', () => engine.run(query));
      if (error.cause === undefined || error.sql === undefined) throw new Error('Cause or statement is missing.');
      await expectError('sql', () => engine.exec(query));
      await expectUsable(engine);
    },
  })),
  {
    title: 'answers many questions asked at once, each its own',
    check: async (engine) => {
      const asked = Array.from({ length: 20 }, (_, index) => index);
      const answers = await Promise.all(asked.map((index) => engine.run(sql`select ${param(index, 'integer')} as n`)));
      expectEqual(
        answers,
        asked.map((n) => [{ n }]),
      );
    },
  },
];

const loading: readonly ContractCase[] = [
  {
    title: 'tells when something does not fit into memory, and stays usable',
    check: async (engine) => {
      await withLittleMemory(engine, async () => {
        await expectError('memory', () => engine.run(sql`select len(list(i)) as n from range(20000000) as t(i)`));
      });
      await expectUsable(engine);
    },
  },
  {
    title: 'keeps what exec made for later statements',
    check: async (engine) => {
      await engine.exec(sql`create or replace table contract_kept as select ${param("it's", 'varchar')} as text`);
      await expectRows(engine, sql`select text from contract_kept`, [{ text: "it's" }]);
      await engine.exec(sql`drop table contract_kept`);
      await expectError('sql', () => engine.run(sql`select * from contract_kept`));
    },
  },
];

const cancelling = (said: Said): readonly ContractCase[] => [
  {
    title: 'does not start a statement that was aborted before',
    check: async (engine) => {
      await expectError('cancelled', () => engine.run(said.endless, { signal: AbortSignal.abort() }));
      await expectUsable(engine);
    },
  },
  {
    title: 'gives up a running statement when it is aborted',
    check: async (engine) => {
      const abort = new AbortController();
      const running = engine.run(said.endless, { signal: abort.signal });
      setTimeout(() => abort.abort(), 50);
      await expectError('cancelled', () => running);
      await expectUsable(engine);
    },
  },
  {
    title: 'answers the last of ten questions when the other nine are aborted',
    check: async (engine) => {
      const aborts = Array.from({ length: 9 }, () => new AbortController());
      const cancelled = aborts.map(({ signal }) => engine.run(said.endless, { signal }));
      const kept = engine.run(sql`select 10 as n`);
      setTimeout(() => aborts.forEach((abort) => abort.abort()), 20);
      await Promise.all(cancelled.map((running) => expectError('cancelled', () => running)));
      expectEqual(await kept, [{ n: 10 }]);
    },
  },
  {
    title: 'ignores an abort that comes after the answer',
    check: async (engine) => {
      const abort = new AbortController();
      expectEqual(await engine.run(sql`select 1 as n`, { signal: abort.signal }), [{ n: 1 }]);
      abort.abort();
      await expectUsable(engine);
    },
  },
];

const freeing: readonly ContractCase[] = [
  {
    title: 'frees the memory of a statement that was aborted',
    check: async (engine) => {
      const used = sql`select coalesce(sum(memory_usage_bytes), 0) // 1000000 as megabytes from duckdb_memory()`;
      const [before] = await engine.run(used);
      const aborts = [
        (signal: AbortSignal) => engine.run(hungry, { signal }),
        (signal: AbortSignal) => engine.ask(hungry.chunks.join(''), { mostRows: 1, signal }),
      ];
      for (const start of aborts) {
        const abort = new AbortController();
        const running = start(abort.signal);
        setTimeout(() => abort.abort(), 100);
        await expectError('cancelled', () => running);
        await expectRows(engine, used, before === undefined ? [] : [before]);
      }
    },
  },
];

const csvFiles: readonly ContractCase[] = [
  {
    title: 'reads a registered CSV as text and keeps what it rejected for the next exec',
    check: async (engine) => {
      await engine.register('contract.csv', utf8('id,name\n1,"Devil\'s Ivy, ""golden"""\n2\n3,\n4,Ficus 🌿\n'));
      await engine.exec(sql`
        create or replace table contract_csv as
        from read_csv(
          'contract.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
          columns = {'id': 'varchar', 'name': 'varchar'}, store_rejects = true)`);
      await engine.exec(sql`create or replace table contract_rejects as from reject_errors`);
      await engine.exec(sql`drop table reject_errors`);
      await engine.exec(sql`drop table reject_scans`);
      await expectRows(engine, sql`select id, name from contract_csv order by id`, [
        { id: '1', name: 'Devil\'s Ivy, "golden"' },
        { id: '3', name: null },
        { id: '4', name: 'Ficus 🌿' },
      ]);
      await expectRows(
        engine,
        sql`select line, column_name, error_type::varchar as error_type, csv_line from contract_rejects`,
        [{ line: 3, column_name: 'name', error_type: 'MISSING COLUMNS', csv_line: '2' }],
      );
      await engine.unregister('contract.csv');
    },
  },
  {
    title: 'forgets an unregistered file, and takes another under its name',
    check: async (engine) => {
      const read = sql`select n from read_csv('contract-again.csv', auto_detect = false, header = true, columns = {'n': 'varchar'})`;
      await engine.register('contract-again.csv', utf8('n\n1\n'));
      await expectRows(engine, read, [{ n: '1' }]);
      await engine.unregister('contract-again.csv');
      await expectError('sql', () => engine.run(read));
      await engine.register('contract-again.csv', utf8('n\ntwo\nthree\n'));
      await expectRows(engine, read, [{ n: 'two' }, { n: 'three' }]);
      await engine.unregister('contract-again.csv');
      await engine.unregister('contract-again.csv');
    },
  },
];

function parquetFiles(files: ContractFiles): readonly ContractCase[] {
  const unreadable: readonly (readonly [string, Uint8Array])[] = [
    ['a cut Parquet file', files.types.slice(0, files.types.length - 200)],
    [
      'a Parquet file with a broken footer',
      files.types.with(files.types.length - 40, 255).with(files.types.length - 60, 255),
    ],
    // Its second row group begins at byte 24 634.
    ['a Parquet file damaged half-way', files.types.slice().fill(0, 24_634, 24_700)],
    ['four letters', utf8('PAR1')],
    ['a CSV', utf8('id,name\n1,a\n')],
    ['a web page', utf8('<!doctype html><title>Not found</title>')],
    ['an empty file', new Uint8Array()],
  ];
  return [
    {
      title: 'reads Parquet with its own types, nulls and several row groups',
      check: async (engine) => {
        await engine.register('types.parquet', files.types.slice());
        expectEqual(await engine.readParquet('contract_types', 'types.parquet'), 4100);
        await expectRows(
          engine,
          sql`
            select column_name, data_type from duckdb_columns() where table_name = 'contract_types' order by column_index`,
          [
            { column_name: 'id', data_type: 'INTEGER' },
            { column_name: 'big', data_type: 'BIGINT' },
            { column_name: 'real', data_type: 'DOUBLE' },
            { column_name: 'price', data_type: 'DECIMAL(10,2)' },
            { column_name: 'word', data_type: 'VARCHAR' },
            { column_name: 'flag', data_type: 'BOOLEAN' },
            { column_name: 'day', data_type: 'DATE' },
            { column_name: 'happened_at', data_type: 'TIMESTAMP' },
            { column_name: 'zoned', data_type: 'TIMESTAMP' },
          ],
        );
        await expectRows(
          engine,
          sql`
            select
              count(*) as row_count, count(distinct id) as ids, sum(id) as id_sum, count(big) as bigs, sum(big) / 4294967296 as big_sum,
              sum(real) as real_sum, sum(price) as price_sum, count(word) as words, count(*) filter (where word = 'checkout') as checkouts,
              count(*) filter (where flag) as flags, max(day)::varchar as last_day, max(happened_at)::varchar as last_at,
              count(*) filter (where zoned = happened_at) as same_times
            from contract_types`,
          [
            {
              row_count: 4100,
              ids: 4100,
              id_sum: 8_402_950,
              bigs: 3280,
              big_sum: 6_724_000,
              real_sum: 1_050_368.75,
              price_sum: 84_029.5,
              words: 3075,
              checkouts: 1025,
              flags: 2050,
              last_day: '2021-02-12',
              last_at: '2021-02-10 01:08:19',
              same_times: 4100,
            },
          ],
        );
        await engine.unregister('types.parquet');
        await engine.exec(sql`drop table contract_types`);
      },
    },
    {
      title: 'reads a Parquet file without rows',
      check: async (engine) => {
        await engine.register('empty.parquet', files.empty.slice());
        expectEqual(await engine.readParquet('contract_empty', 'empty.parquet'), 0);
        await expectRows(engine, sql`select word, price from contract_empty`, []);
        await engine.exec(sql`drop table contract_empty`);
      },
    },
    {
      title: 'reads text stored as categories, and times of another zone as UTC',
      check: async (engine) => {
        await engine.register('categories.parquet', files.categories.slice());
        expectEqual(await engine.readParquet('contract categories', 'categories.parquet'), 4);
        await expectRows(engine, sql`select word, zoned::varchar as zoned from "contract categories" order by zoned`, [
          { word: 'monstera', zoned: '1970-01-01 00:00:00' },
          { word: 'pothos', zoned: '1970-01-01 00:00:01' },
          { word: 'monstera', zoned: '2021-02-10 00:00:00' },
          { word: null, zoned: null },
        ]);
        await engine.exec(sql`drop table "contract categories"`);
      },
    },
    ...unreadable.map(([what, bytes]) => ({
      title: `refuses ${what} as Parquet, names the file and leaves no table`,
      check: async (engine: Engine) => {
        await engine.register('broken.parquet', bytes.slice());
        const error = await expectError('sql', () => engine.readParquet('contract_broken', 'broken.parquet'));
        if (!error.message.startsWith('broken.parquet is not a readable Parquet file')) throw new Error(error.message);
        await expectError('sql', () => engine.run(sql`select * from contract_broken`));
        await engine.unregister('broken.parquet');
      },
    })),
    {
      title: 'refuses a Parquet file nobody registered',
      check: async (engine) => {
        await expectError('sql', () => engine.readParquet('contract_nothing', 'nothing.parquet'));
        await expectUsable(engine);
      },
    },
  ];
}

const attachedSums = sql`
  select count(*) as row_count, count(distinct word) as words, sum(id) as id_sum, max(happened_at)::varchar as last_at
  from shipped.numbers`;

const attachedAnswer: readonly Row[] = [
  { row_count: 3000, words: 3, id_sum: 4_498_500, last_at: '2021-02-10 00:49:59' },
];

/** From the second case on, the database is attached; it stays so until the engine is closed. */
function databaseFiles({ attached }: ContractFiles): readonly ContractCase[] {
  const file = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);
  const unusable: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['text', utf8('no database '.repeat(1000))],
    ['a database that is cut short', attached.slice(0, 12_288)],
    ['a database of another version', attached.map((byte, index) => (index === 12 ? 1 : byte))],
    [
      'a database with a damaged header',
      attached.map((byte, index) => (index > 4096 && index < 12_288 ? 255 - byte : byte)),
    ],
  ];
  return [
    ...unusable.map(([what, bytes]) => ({
      title: `refuses ${what} as a database and stays usable`,
      check: async (engine: Engine) => {
        const error = await expectError('sql', () => engine.attach('broken', file(bytes)));
        if (!error.message.startsWith('The database file for broken cannot be opened')) throw new Error(error.message);
        await expectError('sql', () => engine.run(sql`select * from broken.numbers`));
        await expectUsable(engine);
      },
    })),
    {
      title: 'reads an attached database, once more after it was let go, and writes nothing to it',
      check: async (engine) => {
        await engine.attach('shipped', file(attached));
        await expectRows(engine, attachedSums, attachedAnswer);
        await engine.detach('shipped');
        await engine.detach('shipped');
        await expectError('sql', () => engine.run(attachedSums));
        await engine.attach('shipped', file(attached));
        await expectRows(engine, attachedSums, attachedAnswer);
        await expectError('sql', () => engine.exec(sql`insert into shipped.numbers select * from shipped.numbers`));
        await expectError('sql', () => engine.exec(sql`create table shipped.more as select 1 as n`));
        await expectError('sql', () => engine.attach('shipped', file(attached)));
        await expectRows(engine, attachedSums, attachedAnswer);
      },
    },
    {
      title: 'shows an attached table under a plain name, to a person too',
      check: async (engine) => {
        await engine.exec(sql`create view numbers as select * from shipped.numbers`);
        await expectRows(engine, sql`select max(id) as last from numbers where word = 'checkout'`, [{ last: 2999 }]);
        const described = await engine.ask('describe numbers', { mostRows: 9 });
        expectEqual(
          described.rows.map(([name, type]) => [name, type]),
          [
            ['id', 'BIGINT'],
            ['word', 'VARCHAR'],
            ['happened_at', 'TIMESTAMP'],
          ],
        );
        await engine.exec(sql`create table copied as select * from numbers where id < 10`);
        await expectRows(engine, sql`select count(*) as row_count from copied`, [{ row_count: 10 }]);
        await engine.exec(sql`drop table copied`);
      },
    },
  ];
}

const attachedAndLocked = ({ attached }: ContractFiles): readonly ContractCase[] => [
  {
    title: 'attaches, when it is locked, what was told to come later, and nothing else',
    check: async (engine) => {
      const file = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);
      await expectError('sql', () => engine.attach('expected', file(utf8('no database '.repeat(1000)))));
      await engine.attach('expected', file(attached));
      await expectRows(engine, sql`select count(*) as row_count from expected.numbers`, [{ row_count: 3000 }]);
      await expectError('sql', () => engine.attach('expected', file(attached)));
      await expectError('sql', () => engine.exec(sql`insert into expected.numbers select * from expected.numbers`));
      await expectRows(engine, sql`select count(*) as row_count from expected.numbers`, [{ row_count: 3000 }]);
    },
  },
  {
    title: 'goes on reading what was attached when it is locked, and attaches nothing more',
    check: async (engine) => {
      await expectRows(engine, attachedSums, attachedAnswer);
      const { rows } = await engine.ask('select count(*) from numbers where id % 3 = 1', { mostRows: 1 });
      expectEqual(rows, [[1000]]);
      await expectError('sql', () => engine.attach('more', new Blob(['no database'])));
      await expectError('sql', () => engine.exec(sql`detach no_such_database`));
      await engine.detach('no such database');
      await expectUsable(engine);
    },
  },
];

/** What an engine lacks it says, at once and in a sentence, and stays as it was. */
const lackingContract: readonly ContractCase[] = [
  {
    title: 'takes no files and no statements that change or that a person wrote, and says so',
    check: async (engine) => {
      expectEqual(engine.can, { loads: false, asks: false });
      await expectError('sql', () => engine.register('late.csv', utf8('n\n1\n')));
      await expectError('sql', () => engine.readParquet('late', 'late.parquet'));
      await expectError('sql', () => engine.attach('late', new Blob(['late'])));
      await expectError('sql', () => engine.exec(sql`select 1 as n`));
      await expectError('sql', () => engine.ask('select 1', { mostRows: 1 }));
      await engine.unregister('late.csv');
      await engine.detach('late');
      await engine.lock();
      await engine.lock();
      await expectUsable(engine);
    },
  },
];

const closing = (said: Said): readonly ContractCase[] => [
  {
    title: 'can be closed twice, and answers nothing afterwards',
    check: async (engine) => {
      const running = engine.run(said.endless);
      const outcome = expectError('lost', () => running);
      await engine.close();
      await engine.close();
      await outcome;
      await expectError('lost', () => engine.run(sql`select 1 as n`));
      await expectError('lost', () => engine.exec(sql`select 1 as n`));
      await expectError('lost', () => engine.register('late.csv', utf8('n\n1\n')));
      await expectError('lost', () => engine.unregister('late.csv'));
      await expectError('lost', () => engine.attach('late', new Blob(['late'])));
      await expectError('lost', () => engine.detach('shipped'));
      await expectError('lost', () => engine.readParquet('late', 'late.parquet'));
      await expectError('lost', () => engine.ask('select 1', { mostRows: 1 }));
      await expectError('lost', () => engine.exec(sql`select 1 as n`));
    },
  },
];

const hostileTexts: readonly string[] = [
  '',
  ' ',
  "'",
  "''",
  '"',
  "' or 1=1 --",
  "'; drop table sessions; --",
  '/* */ -- $1 ? :name',
  '${value} `${value}`',
  '\\',
  "\\' \\n \\u0000",
  '%_*?[a-z]',
  'line\nbreak\r\n\ttab',
  'Devil’s Ivy 🌿👩‍🌾',
  'مرحبا ‮rtl‬',
  'zero​width﻿',
  'line\u2028and\u2029paragraph separator',
  'e\u0301 and é',
  '\u0001\u001f\u007f\u0085',
];
