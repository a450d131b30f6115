import type { Engine } from '../engine/engine.ts';
import { type Column, type MartTable, martTables } from '../model/tables.ts';
import { ident, join, param, sql, type Sql } from '../sql/sql.ts';

/** What a value seems to tell of a person. */
export type PersonalKind = 'e-mail' | 'phone' | 'name' | 'street address' | 'postal code' | 'ip address';

/** A column some of whose values seem to tell who a person is. */
export interface PersonalFinding {
  readonly table: MartTable;
  readonly column: string;
  readonly kind: PersonalKind;
  /** Of the different values in the column, how many look so: 0..1. */
  readonly share: number;
  /** At most three of them, of each word the first character only: `a•••@g•••.c•••`. */
  readonly examples: readonly string[];
}

/** How a kind is told: a pattern in the words of RE2, and whether it may stand within a longer value. */
interface Sign {
  readonly kind: PersonalKind;
  readonly pattern: string;
  readonly anywhere?: true;
  /** Fewer of the different values than this are chance: 0..1. */
  readonly least: number;
}

const byte = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const hex = '[0-9A-Fa-f]{1,4}';
const way =
  '(street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|terrace|passage|parkway|pkwy|circle|cir|square|sq|highway|hwy|alley|junction|plaza|crossing|trail|way)';

const signs = {
  'e-mail': {
    kind: 'e-mail',
    pattern: String.raw`[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+([.][\p{L}\p{N}-]+)*[.]\p{L}\p{L}+`,
    anywhere: true,
    least: 0,
  },
  // A plus; or three, three and four digits as in North America; or a code in brackets or before a space or stroke that begins
  // with 0. Digits alone, or joined by dashes in other ways, are numbers of orders and the like.
  phone: {
    kind: 'phone',
    pattern: [
      String.raw`[+][1-9][0-9]{0,2}[ ./-]?[(]?[0-9][0-9 ()./-]{5,16}[0-9]`,
      String.raw`(1[ .-])?([(][2-9][0-9]{2}[)] ?|[2-9][0-9]{2}[ .-])[0-9]{3}[ .-][0-9]{4}`,
      String.raw`([(]0[1-9][0-9]{1,4}[)] ?|0[1-9][0-9]{1,4}[ /])[0-9][0-9 -]{4,9}[0-9]`,
    ].join('|'),
    least: 0,
  },
  'ip address': {
    kind: 'ip address',
    pattern: [
      `(${byte}[.]){3}${byte}(:[0-9]{1,5})?`,
      `(${hex}:){7}${hex}`,
      // Shortened: at least three groups, or it may be an id with two colons in it.
      `(${hex}:)+${hex}:(:${hex})+`,
      `(${hex}:)+(:${hex})+:${hex}`,
    ].join('|'),
    least: 0,
  },
  // Plain patterns: a class of letters repeated a few times costs more to prepare than a million values to compare.
  'street address': {
    kind: 'street address',
    pattern: [
      // 17 Quince Tree Passage, Apt 4
      `(?i:[0-9]+[a-z]?,? ([^ ]+ )+${way}[.]?(,? .*)?)`,
      // Lindenstraße 12a
      '(?i:.*[^ ](straße|strasse|str[.]|gasse|allee|platz|laan|straat|weg|gatan|vägen) ?[0-9]+ ?[a-z]?(,? .*)?)',
      // 5, rue de la Paix; Via Roma 12
      '(?i:[0-9]+,? (rue|via|calle|avenida|viale|piazza|rua) .+|(rue|via|calle|avenida|viale|piazza|rua) .+ [0-9]+)',
    ].join('|'),
    least: 0,
  },
  'postal code': {
    kind: 'postal code',
    pattern: [
      '[0-9]{5}(-[0-9]{4})?',
      '[0-9]{4} ?[A-Z]{2}',
      '[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}',
      '[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]',
    ].join('|'),
    least: 0.1,
  },
  // Anna Maria van der Berg; Berg, Anna; anna.berg
  name: {
    kind: 'name',
    pattern: [
      String.raw`\p{Lu}[\p{L}'’-]+( (\p{Lu}[\p{L}'’.-]*|van|von|der|den|de|da|di|la|le|bin|al))* \p{Lu}[\p{L}'’-]+`,
      String.raw`\p{Lu}[\p{L}'’-]+, \p{Lu}[\p{L}'’-]+( \p{Lu}[.]?)?`,
      String.raw`\p{Ll}\p{Ll}+[.]\p{Ll}\p{Ll}+`,
    ].join('|'),
    least: 0.1,
  },
} as const satisfies Record<PersonalKind, Sign>;

/** Looked for wherever there is text. */
const unmistakable = [signs['e-mail'], signs.phone, signs['ip address']];

/** Names of plants are no names of people, and “7 Rose Way” may be one. */
const plantNames: ReadonlySet<string> = new Set(['products.name', 'sessions.first_viewed']);

/** Ids of people, and what may be made of them. */
const peopleIds: ReadonlySet<string> = new Set(['user_id', 'session_id']);

function signsFor(table: MartTable, column: string): readonly Sign[] {
  if (plantNames.has(`${table}.${column}`)) return unmistakable;
  if (peopleIds.has(column)) return [...unmistakable, signs['street address'], signs.name];
  // Numbers of things look like postal codes.
  if (column.endsWith('_id')) return unmistakable;
  return [...unmistakable, signs['street address'], signs['postal code']];
}

const examplesShown = 3;

/**
 * Where the text of these marts seems to tell who a person is: it knows how such values are written, not what they are, so that a
 * finding may be wrong and none is no proof. Rejects with EngineError.
 */
export async function personalFindings(
  run: Engine['run'],
  tables: readonly MartTable[],
  signal?: AbortSignal,
): Promise<readonly PersonalFinding[]> {
  const found: PersonalFinding[] = [];
  for (const table of tables) {
    const columns: Readonly<Record<string, Column>> = martTables[table].columns;
    for (const column of Object.keys(columns).filter((name) => columns[name]?.type === 'text')) {
      const wanted = signsFor(table, column);
      const [row] = await run(countOf(table, column, wanted), { signal });
      const all = Number(row?.['all_values']);
      for (const [index, { kind, least }] of wanted.entries()) {
        const share = Number(row?.[`found_${index}`]) / all;
        if (!(share > 0 && share >= least)) continue;
        const examples = String(row?.[`examples_${index}`] ?? '').split('\n');
        found.push({ table, column, kind, share, examples });
      }
    }
  }
  return found;
}

/** One row: how many different values there are, and for each sign how many bear it and the first of them, masked. */
function countOf(table: MartTable, column: string, wanted: readonly Sign[]): Sql {
  const flags = wanted.map((sign, index) => sql`${matches(sign)} as ${ident(`is_${index}`)}`);
  const counts = wanted.map((_, index) => {
    const is = sql`where ${ident(`is_${index}`)}`;
    const examples = sql`list(value order by value) filter (${is})`;
    return sql`
      count(*) filter (${is}) as ${ident(`found_${index}`)},
      array_to_string(list_transform(${examples}[1:${param(examplesShown, 'integer')}], lambda each: ${masked(sql`each`)}), chr(10))
        as ${ident(`examples_${index}`)}`;
  });
  return sql`
    with
      different as (
        select distinct ${withoutTime(ident(column))} as value from ${ident(table)} where ${ident(column)} is not null
      ),
      told as (
        select value, ${join(flags, ', ')}
        from different
      )
    select count(*) as all_values, ${join(counts, ', ')}
    from told`;
}

/** A session id may be a user and a time; the user is what matters. */
function withoutTime(text: Sql): Sql {
  const time = param(' [0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9].*$', 'varchar');
  return sql`trim(regexp_replace(replace(${text}, chr(10), ' '), ${time}, ''))`;
}

/** Of each word its first character. */
function masked(text: Sql): Sql {
  const rest = param(String.raw`([\p{L}\p{N}])[\p{L}\p{N}]+`, 'varchar');
  return sql`left(regexp_replace(${text}, ${rest}, ${param(String.raw`\1•••`, 'varchar')}, 'g'), 60)`;
}

function matches({ pattern, anywhere }: Sign): Sql {
  const like = param(pattern, 'varchar');
  return anywhere === true ? sql`regexp_matches(value, ${like})` : sql`regexp_full_match(value, ${like})`;
}
