import { param, sql } from '../sql/sql.ts';
import {
  type ContractCase,
  expectEqual,
  expectError,
  expectRows,
  hungry,
  utf8,
  withLittleMemory,
} from './contractChecks.ts';
import type { Answer, Engine, EngineError } from './engine.ts';

/** The cases about `ask` and `lock`, in this order: from the second part on, the engine is locked. `parquet` has 4100 rows. */
export function askContract(parquet: Uint8Array): readonly ContractCase[] {
  return [...asking, ...locking(parquet), ...askingLocked];
}

/** In parts, because no file may name a host. */
const otherHost = ['https:', '', 'example.com'].join('/');

/** What `keepsTable` looks after. */
const askedRows = 10;
const askedTable = sql`create or replace table contract_asked as select i, i * 2 as twice from range(10) as t(i)`;

/** What reads, with the rows it gives. */
const readings: readonly (readonly [string, string, Answer['rows']])[] = [
  ['a select', 'select i, twice from contract_asked where i = 3', [[3, 6]]],
  ['capital letters', 'SELECT 1', [[1]]],
  [
    'from without select',
    'from contract_asked where i < 2 order by i desc',
    [
      [1, 2],
      [0, 0],
    ],
  ],
  ['with', 'with few as (select i from contract_asked where i < 3) select sum(i) from few', [[3]]],
  [
    'values',
    "values (1, 'a'), (2, 'b')",
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  ['table', 'table contract_asked limit 1', [[0, 0]]],
  ['parentheses', '(select 1)', [[1]]],
  ['summarize', 'select "count" from (summarize contract_asked)', [[10], [10]]],
  ['pivot with its columns named', 'pivot contract_asked on i in (1, 2) using sum(twice)', [[2, 4]]],
  [
    'unpivot',
    'unpivot (from contract_asked where i = 1) on i, twice',
    [
      ['i', 1],
      ['twice', 2],
    ],
  ],
  ['a list made to rows', 'select unnest([1, 2])', [[1], [2]]],
  [
    'a correlated question',
    'select (select count(*) from contract_asked b where b.i < a.i) from contract_asked a where i = 4',
    [[4]],
  ],
  ['a semicolon at the end', 'select 1;', [[1]]],
  ['semicolons, gaps and comments at the end', 'select 1 ; /* ; */ \n;-- ; select 2', [[1]]],
  ['a comment at the end', 'select 1 --', [[1]]],
  ['a comment at the beginning', '-- one;\n/* two; */ select 1', [[1]]],
  ['a comment about another statement', '-- explain select 2\nselect 1', [[1]]],
  ['a comment in a comment', 'select 1 /* a /* ; */ b */;', [[1]]],
  ['a semicolon in a text', "select ';'", [[';']]],
  ['what looks like an end in a text', "select '; -- ' ; -- '", [['; -- ']]],
  ['a text with backslashes', "select e'\\';' ;", [["';"]]],
  ['a text between dollars', 'select $$;$$, $a$;--$a$;', [[';', ';--']]],
  ['a semicolon in a name', 'select 1 as ";" ;', [[1]]],
  [
    'a parenthesis in a text',
    "select ') as a; drop table contract_asked; --'",
    [[') as a; drop table contract_asked; --']],
  ],
];

const asking: readonly ContractCase[] = [
  ...readings.map(([what, text, rows]) => ({
    title: `answers ${what} that a person wrote`,
    check: async (engine: Engine) => {
      await engine.exec(askedTable);
      const answer = await engine.ask(text, { mostRows: 100 });
      expectEqual([answer.rows, answer.cut], [rows, false]);
      await keepsTable(engine);
    },
  })),
  {
    title: 'describes and shows tables to a person',
    check: async (engine) => {
      const described = await engine.ask('describe contract_asked', { mostRows: 100 });
      expectEqual(
        described.rows.map(([name, type]) => [name, type]),
        [
          ['i', 'BIGINT'],
          ['twice', 'BIGINT'],
        ],
      );
      const shown = await engine.ask('show tables', { mostRows: 100 });
      expectEqual(shown.rows.filter(([name]) => name === 'contract_asked').length, 1);
      const summed = await engine.ask('summarize contract_asked', { mostRows: 100 });
      expectEqual(
        summed.rows.map((row) => row.slice(0, 4)),
        [
          ['i', 'BIGINT', '0', '9'],
          ['twice', 'BIGINT', '0', '18'],
        ],
      );
    },
  },
  {
    title: 'explains a statement that reads, and no other',
    check: async (engine) => {
      for (const text of [
        'explain select sum(i) from contract_asked;',
        '/* why */ Explain\nanalyze from contract_asked',
      ]) {
        const { columns, rows } = await engine.ask(text, { mostRows: 10 });
        expectEqual(
          columns.map(({ name }) => name),
          ['explain_key', 'explain_value'],
        );
        if (!/contract_asked/.test(String(rows[0]?.[1]))) throw new Error(`No plan: ${JSON.stringify(rows)}`);
      }
      await expectRefusal(engine, 'explain drop table contract_asked', onlyReads);
      await expectRefusal(engine, 'explain analyze delete from contract_asked', onlyReads);
      await expectRefusal(engine, 'explain select 1; drop table contract_asked', onlyOne);
      await expectRefusal(engine, 'explain analyze from enable_logging()', 'enable_logging');
    },
  },
  {
    title: 'names the columns of an answer and their types, also when there is no row',
    check: async (engine) => {
      const { columns, rows, cut } = await engine.ask(
        'select i, i::varchar as "a name", date \'2021-02-10\' as day, 1.5 as price, [i] as list from contract_asked where i > 99',
        { mostRows: 5 },
      );
      expectEqual(columns, [
        { name: 'i', type: 'BIGINT' },
        { name: 'a name', type: 'VARCHAR' },
        { name: 'day', type: 'DATE' },
        { name: 'price', type: 'DECIMAL(2,1)' },
        { name: 'list', type: 'BIGINT[]' },
      ]);
      expectEqual([rows, cut], [[], false]);
    },
  },
  {
    title: 'tells columns of one name apart',
    check: async (engine) => {
      const { columns, rows } = await engine.ask('select 1 as a, 2 as a, 3 as A', { mostRows: 5 });
      expectEqual([columns.map(({ name }) => name), rows], [['a', 'a_1', 'A_2'], [[1, 2, 3]]]);
    },
  },
  {
    title: 'gives a person numbers where a number holds all, and text otherwise',
    check: async (engine) => {
      const { rows } = await engine.ask(
        `select
          9007199254740992, -9007199254740992, 9007199254740993, 18446744073709551615::ubigint, 5::hugeint, sum(7),
          0.1::float, 0.1::double, 5e-324::double, -0.0::double, 'nan'::double, 1 / 0,
          12.30::decimal(10, 2), -0.05::decimal(38, 2), 12345678901234.5, 123456789012345678901234567890.12,
          true, false, 'text', 'true', '1', null, null::date`,
        { mostRows: 5 },
      );
      expectEqual(rows, [
        [
          2 ** 53,
          -(2 ** 53),
          '9007199254740993',
          '18446744073709551615',
          5,
          7,
          0.1,
          0.1,
          5e-324,
          0,
          'nan',
          'inf',
          12.3,
          -0.05,
          12345678901234.5,
          '123456789012345678901234567890.12',
          true,
          false,
          'text',
          'true',
          '1',
          null,
          null,
        ],
      ]);
      if (!Object.is(rows[0]?.[9], 0)) throw new Error('Negative zero came through.');
    },
  },
  {
    title: 'gives a person every number as `run` does',
    check: async (engine) => {
      const query = sql`select sin(i) * 10 ** (i % 600 - 300) as real, i * 7919 as whole from range(2000) as t(i)`;
      const rows = await engine.run(query);
      const answer = await engine.ask(query.chunks.join(''), { mostRows: 2000 });
      expectEqual(
        answer.rows,
        rows.map(({ real, whole }) => [real, whole]),
      );
    },
  },
  {
    title: 'gives a person every other type as DuckDB writes it',
    check: async (engine) => {
      const { columns, rows } = await engine.ask('from test_all_types()', { mostRows: 5 });
      const texts = await engine.run(sql`select columns(*)::varchar from test_all_types()`);
      expectEqual(rows.length, 3);
      const numbers = columns.filter(({ type }) => /^(?:[A-Z]*INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/.test(type));
      expectEqual(numbers.length, 16);
      rows.forEach((row, at) =>
        columns.forEach(({ name, type }, index) => {
          const [value, text] = [row[index] ?? null, texts[at]?.[name] ?? null];
          const same = typeof value === 'number' ? value === Number(text) : String(value) === String(text);
          if (!same) throw new Error(`${name}, a ${type}: expected ${text}, got ${value}`);
          if (typeof value === 'number' && !numbers.some((column) => column.name === name))
            throw new Error(`${name} came as a number.`);
        }),
      );
    },
  },
  {
    title: 'shortens long text for a person',
    check: async (engine) => {
      const { rows } = await engine.ask(
        "select repeat('🌿', 5000), 'a' || repeat('🌿', 5000), list(i) from range(3000000) as t(i)",
        { mostRows: 1 },
      );
      const [whole, cut, list] = rows[0] ?? [];
      expectEqual([whole, cut], ['🌿'.repeat(5000), `a${'🌿'.repeat(4999)}…`]);
      expectEqual([String(list).length, /^\[0, 1, 2, .*…$/.test(String(list))], [10_001, true]);
    },
  },
  {
    title: 'keeps the order a person asked for, however many rows there are',
    check: async (engine) => {
      await engine.exec(sql`create table contract_many as select i, hash(i) as scattered from range(200000) as t(i)`);
      const { rows, cut } = await engine.ask('select scattered from contract_many order by scattered desc', {
        mostRows: 200_000,
      });
      const unordered = rows.findIndex(
        ([value], index) => index > 0 && BigInt(String(rows[index - 1]?.[0])) < BigInt(String(value)),
      );
      expectEqual([rows.length, cut, unordered], [200_000, false, -1]);
      const given = await engine.ask('select i from contract_many', { mostRows: 200_000 });
      expectEqual(
        given.rows.findIndex(([value], index) => value !== index),
        -1,
      );
      await engine.exec(sql`drop table contract_many`);
    },
  },
  {
    title: 'gives a person no more rows than were asked for, and says so',
    check: async (engine) => {
      const asked = async (text: string, mostRows: number) => {
        const { rows, cut } = await engine.ask(text, { mostRows });
        return [rows.length, cut];
      };
      expectEqual(await asked('from contract_asked', askedRows), [askedRows, false]);
      expectEqual(await asked('from contract_asked', askedRows - 1), [askedRows - 1, true]);
      expectEqual(await asked('from contract_asked limit 2', 5), [2, false]);
      expectEqual(await asked('from contract_asked', 0), [0, true]);
      // Would fill any memory if it were not stopped.
      expectEqual(await asked('from range(100000000000)', 1000), [1000, true]);
    },
  },
  {
    title: 'withdraws a statement of a person when it is aborted',
    check: async (engine) => {
      await expectError('cancelled', () =>
        engine.ask(hungry.chunks.join(''), { mostRows: 1, signal: AbortSignal.abort() }),
      );
      const abort = new AbortController();
      const running = engine.ask(hungry.chunks.join(''), { mostRows: 1, signal: abort.signal });
      setTimeout(() => abort.abort(), 50);
      await expectError('cancelled', () => running);
      await keepsTable(engine);
    },
  },
  {
    title: 'tells a person that something does not fit into memory',
    check: async (engine) => {
      await withLittleMemory(engine, async () => {
        const large = 'select len(list(i)) as n from range(20000000) as t(i)';
        await expectError('memory', () => engine.ask(large, { mostRows: 1 }));
      });
      await keepsTable(engine);
    },
  },
];

const onlyReads = 'The console can only read: start with select';
const onlyOne = 'Only one statement at a time.';
const noFiles = 'This page reaches no files and no other hosts from SQL.';

/** What a person may not do, with words of the refusal. */
const forbidden: readonly (readonly [string, string, string])[] = [
  ['dropping a table', 'drop table contract_asked', onlyReads],
  ['inserting', 'insert into contract_asked values (1, 2)', onlyReads],
  ['updating', 'update contract_asked set i = 1', onlyReads],
  ['deleting', 'delete from contract_asked', onlyReads],
  ['emptying a table', 'truncate contract_asked', onlyReads],
  ['altering', 'alter table contract_asked add column more integer', onlyReads],
  ['merging', 'merge into contract_asked as t using range(3) as u(i) on t.i = u.i when matched then delete', onlyReads],
  ['creating a table', 'create table contract_created as select 1', onlyReads],
  ['creating a temporary table', 'create temp table contract_created (n integer)', onlyReads],
  ['creating a view', 'create view contract_created as select 1', onlyReads],
  ['creating a macro', 'create macro contract_created() as 1', onlyReads],
  ['changing in a with', 'with gone as (delete from contract_asked returning *) from gone', 'A CTE needs a SELECT'],
  ['selecting into a table', 'select 1 into contract_created', 'SELECT INTO not supported'],
  ['attaching a file', "attach 'no-such-folder/other.db'", onlyReads],
  ['attaching memory', "attach ':memory:' as other", onlyReads],
  ['copying to a file', "copy contract_asked to 'no-such-folder/out.csv'", noFiles],
  ['copying from a file', "copy contract_asked from 'in.csv'", noFiles],
  ['exporting', "export database 'no-such-folder/out'", noFiles],
  ['importing', "import database 'no-such-folder/in'", noFiles],
  ['loading an extension', 'load json', onlyReads],
  ['installing an extension', 'install httpfs', onlyReads],
  ['a setting', 'set threads = 1', onlyReads],
  ['a variable', 'set variable a = 1', onlyReads],
  ['resetting', 'reset threads', onlyReads],
  ['a pragma', 'pragma disable_optimizer', onlyReads],
  ['a pragma that gives rows', 'pragma database_list', onlyReads],
  ['a call', 'call pragma_version()', onlyReads],
  ['a transaction', 'begin', onlyReads],
  ['another schema', 'use temp', onlyReads],
  ['preparing', 'prepare kept as select 1', onlyReads],
  ['a checkpoint', 'checkpoint', onlyReads],
  ['a checkpoint in a select', 'from checkpoint()', 'does not call the function checkpoint.'],
  ['a log in a select', "from enable_logging('QueryLog')", 'does not call the function enable_logging.'],
  ['a log by another spelling', 'select * from system.main."Enable_Logging"()', 'enable_logging'],
  ['a log in a subquery', 'select (select count(*) from disable_logging()) where false', 'disable_logging'],
  ['a log in a text', "from query('from truncate_' || 'duckdb_logs()')", 'truncate_duckdb_logs'],
  ['a sequence', "select nextval('contract_sequence')", onlyReads],
  ['a CSV of another host', `from read_csv('${otherHost}/a.csv')`, noFiles],
  ['a Parquet of another host', `from '${otherHost}/x.parquet'`, noFiles],
  ['a file', "from read_text('/etc/passwd')", noFiles],
  ['a file’s bytes', "from read_blob('/etc/passwd')", noFiles],
  ['a file’s name', "from glob('/etc/*')", noFiles],
  ['a file by its name alone', "from '/etc/passwd'", noFiles],
  ['a CSV by its name alone', "from 'contract-locked.csv'", noFiles],
  ['a file’s dialect', "from sniff_csv('/etc/passwd')", 'does not call the function sniff_csv.'],
  ['memory by its address', 'from arrow_scan(1, 1, 1)', 'No function matches'],
  ['two statements', 'select 1; select 2', onlyOne],
  ['a second statement that drops', 'select 1; drop table contract_asked;', onlyOne],
  [
    'closing the parenthesis around it',
    'select 1) as a; drop table contract_asked; select * from (select 1',
    'Line 1, column 9: ',
  ],
  ['two halves of a statement', 'select 1) as a, (select 2', 'Line 1, column 9: '],
  ['a part of a statement', 'contract_asked a join contract_asked b using (i)', 'Line 1, column 1: '],
  ['a comment without an end', 'select 1 /*', 'unterminated /* comment'],
  ['a comment without an end after a semicolon', 'select 1; /*/', 'unterminated /* comment'],
  ['a text without an end', "select ';", 'unterminated quoted string'],
  ['a second statement behind a carriage return', 'select 1 -- a\r; drop table contract_asked', onlyOne],
  ['nothing', '', 'There is no statement yet'],
  ['gaps, comments and semicolons', ' ;\n-- select 1\n/* select 2 */;', 'There is no statement yet'],
  ['a NUL character', 'select 1\0', 'NUL'],
  ['a pivot that looks for its columns', 'pivot contract_asked on i using sum(twice)', 'name the values with “in (…)”'],
  ['a parameter', 'select ?', 'write the value itself'],
  ['an extension', 'select st_point(1, 2)', 'DuckDB’s spatial extension'],
];

/** What is wrong in a statement that would only read: the text, the line, what stands where it is wrong, some words. */
const mistaken: readonly (readonly [string, string, number, string, string])[] = [
  ['a syntax error', 'selec 1', 1, 'selec', 'syntax error at or near "selec"'],
  ['an unknown column', 'select\n  i,\n  nosuch\nfrom contract_asked', 3, 'nosuch', 'Candidate bindings: '],
  ['an unknown table', 'select * from contract_askd', 1, 'contract_askd', 'Did you mean "contract_asked"?'],
  ['an unknown function', 'explain\nselect nosuch(1)', 2, 'nosuch', 'nosuch does not exist'],
  ['a value found while running', "select i,\n\t(i || 'x')::integer from contract_asked", 2, '::integer', "'0x'"],
  ['a place behind wide characters', "select '🌿é漢', nosuch from contract_asked", 1, 'nosuch', '"nosuch" not found'],
  [
    'a place in a long line',
    `select ${'i + '.repeat(50)} nosuch ${' + i'.repeat(50)} from contract_asked`,
    1,
    'nosuch',
    '"nosuch" not found',
  ],
];

function locking(parquet: Uint8Array): readonly ContractCase[] {
  return [
    {
      title: 'is shut off from files and settings by lock, after what was given before it',
      check: async (engine) => {
        await engine.exec(sql`create sequence contract_sequence`);
        await engine.register('contract-locked.csv', utf8('n\n1\n'));
        await engine.register('late.parquet', parquet.slice());
        const read = engine.readParquet('contract_late', 'late.parquet');
        await engine.lock(['expected']);
        await engine.lock();
        expectEqual(await read, 4100);
        const outside = [
          sql`select * from read_csv('contract-locked.csv')`,
          sql`select * from read_csv(${param(`${otherHost}/a.csv`, 'varchar')})`,
          sql`select * from read_text('/etc/passwd')`,
          sql`select * from glob('*')`,
          sql`copy contract_late to 'no-such-folder/out.csv'`,
          sql`attach 'no-such-folder/other.db'`,
          sql`load 'other.duckdb_extension'`,
          sql`set threads = 1`,
          sql`set enable_external_access = true`,
          sql`reset lock_configuration`,
        ];
        for (const statement of outside) {
          for (const attempt of [() => engine.run(statement), () => engine.exec(statement)]) {
            const { message } = await expectError('sql', attempt);
            if (!/disabled|locked/.test(message)) throw new Error(`Refused for another reason: ${message}`);
          }
        }
      },
    },
    {
      title: 'takes no file when it is locked',
      check: async (engine) => {
        await expectError('sql', () => engine.register('later.csv', utf8('n\n1\n')));
        await expectError('sql', () => engine.readParquet('contract_later', 'late.parquet'));
        await engine.unregister('late.parquet');
        await engine.unregister('contract-locked.csv');
      },
    },
    {
      title: 'keeps its tables and answers about them when it is locked',
      check: async (engine) => {
        await expectRows(engine, sql`select count(*) as n from contract_late`, [{ n: 4100 }]);
        await engine.exec(sql`drop table contract_late`);
        await engine.exec(askedTable);
        await keepsTable(engine);
      },
    },
  ];
}

const askingLocked: readonly ContractCase[] = [
  ...forbidden.map(([what, text, words]) => ({
    title: `refuses a person ${what}`,
    check: async (engine: Engine) => {
      await expectRefusal(engine, text, words);
      await keepsTable(engine);
    },
  })),
  ...mistaken.map(([what, text, line, wrong, words]) => ({
    title: `shows a person where the mistake is: ${what}`,
    check: async (engine: Engine) => {
      const { place, message } = await expectRefusal(engine, text, words);
      const column = (text.split('\n')[line - 1] ?? '').indexOf(wrong) + 1;
      expectEqual(place, { line, column });
      if (!message.startsWith(`Line ${line}, column ${column}: `)) throw new Error(`No place: ${message}`);
      await keepsTable(engine);
    },
  })),
  {
    title: 'answers a person when it is locked, and gives up when aborted',
    check: async (engine) => {
      const abort = new AbortController();
      const running = engine.ask(hungry.chunks.join(''), { mostRows: 1, signal: abort.signal });
      setTimeout(() => abort.abort(), 50);
      await expectError('cancelled', () => running);
      const { rows } = await engine.ask('select sum(i), sum(twice) from contract_asked;', { mostRows: 1 });
      expectEqual(rows, [[45, 90]]);
    },
  },
];

async function expectRefusal(engine: Engine, text: string, words: string): Promise<EngineError> {
  const error = await expectError('sql', () => engine.ask(text, { mostRows: 10 }));
  if (!error.message.includes(words)) throw new Error(`Expected “${words}”, got “${error.message}”`);
  return error;
}

/** The table that a person asks about is whole, nothing stands beside it, and the engine answers. */
async function keepsTable(engine: Engine): Promise<void> {
  await expectRows(engine, sql`select count(*) as n, sum(i) as total, sum(twice) as twice from contract_asked`, [
    { n: askedRows, total: 45, twice: 90 },
  ]);
  await expectRows(
    engine,
    sql`
      select
        (select count(*) from duckdb_columns() where table_name in ('contract_asked', 'contract_created')) as columns,
        (select count(*) from duckdb_functions() where function_name = 'contract_created') as macros,
        (select string_agg(database_name, ', ' order by database_name) from duckdb_databases() where not internal) as databases,
        current_setting('enable_logging')::boolean as logs`,
    [{ columns: 2, macros: 0, databases: 'memory, shipped', logs: false }],
  );
}
