import type { Dialect } from './dialect.ts';

/** A value that may stand in a query. Nothing else can: no dates, no bigints, no arrays. */
export type Scalar = string | number | boolean | null;

/** Types a value may be cast to when it enters a query. */
export type ScalarType = 'varchar' | 'integer' | 'bigint' | 'double' | 'boolean' | 'date' | 'timestamp';

const made: unique symbol = Symbol('sql');

/** What a query was put together from: all that a renderer for another engine than DuckDB goes by. */
export type Made =
  /** `texts` is one longer than `parts`, which stand between them. */
  | { readonly kind: 'text'; readonly texts: readonly string[]; readonly parts: readonly Sql[] }
  | { readonly kind: 'value'; readonly value: Scalar; readonly type: ScalarType }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: keyof Dialect; readonly args: readonly unknown[] };

/**
 * Query text with typed holes. `chunks` and `values` are DuckDB’s; `chunks` is always one longer than `values`. They tell any two
 * questions apart, whatever engine answers them.
 */
export interface Sql {
  readonly [made]: Made;
  readonly chunks: readonly string[];
  readonly values: readonly Scalar[];
}

function build(from: Made, chunks: readonly string[], values: readonly Scalar[]): Sql {
  return { [made]: from, chunks, values };
}

/** Query text. Only other `Sql` may be spliced in; a bare string is a compile error and throws at run time. */
export function sql(text: TemplateStringsArray, ...parts: readonly Sql[]): Sql {
  const chunks: string[] = [text[0] ?? ''];
  const values: Scalar[] = [];
  parts.forEach((part, index) => {
    if (!isSql(part)) throw new TypeError('Only Sql may be spliced into Sql; wrap values with param().');
    chunks[chunks.length - 1] += part.chunks[0] ?? '';
    for (let i = 0; i < part.values.length; i++) {
      values.push(part.values[i] ?? null);
      chunks.push(part.chunks[i + 1] ?? '');
    }
    chunks[chunks.length - 1] += text[index + 1] ?? '';
  });
  return build({ kind: 'text', texts: text, parts }, chunks, values);
}

/** A hole holding `value`, always printed as a cast so that both engines agree on its type. Throws on NaN, Infinity and NUL. */
export function param(value: Scalar, type: ScalarType): Sql {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`A query cannot hold ${String(value)}: only finite numbers have a value in SQL.`);
  }
  // NUL ends a statement in DuckDB, natively and in WASM, however it is quoted.
  if (typeof value === 'string' && value.includes('\0')) {
    throw new RangeError('A query cannot hold a text with a NUL character.');
  }
  return build({ kind: 'value', value, type }, ['cast(', ` as ${type})`], [value]);
}

/** A number of the program’s own as text, for places where an engine takes no value. Throws on NaN and Infinity. */
export function constant(value: number): Sql {
  if (!Number.isFinite(value)) throw new RangeError(`${String(value)} cannot stand in a query.`);
  const text = [String(value)];
  return build({ kind: 'text', texts: text, parts: [] }, text, []);
}

/** A quoted identifier. For names from our own tables and from checked file headers, never from a link. */
export function ident(name: string): Sql {
  if (name === '' || name.includes('\0')) throw new RangeError('An identifier needs a name without NUL characters.');
  return build({ kind: 'name', name }, [`"${name.replaceAll('"', '""')}"`], []);
}

/** The parts with `separator` between them; empty for no parts. */
export function join(parts: readonly Sql[], separator: ', ' | ' and ' | ' or ' | '\nunion all\n' | ',\n'): Sql {
  const first = parts[0];
  if (first === undefined) return sql``;
  const gap = build({ kind: 'text', texts: [separator], parts: [] }, [separator], []);
  return parts.slice(1).reduce((all, part) => sql`${all}${gap}${part}`, first);
}

/**
 * What engines write differently: `duckdb` for DuckDB, for another one what the function `name` of its dialect gives for `args`.
 * Both must mean the same.
 */
export function dialectal<Name extends keyof Dialect>(name: Name, args: Parameters<Dialect[Name]>, duckdb: Sql): Sql {
  return build({ kind: 'call', name, args }, duckdb.chunks, duckdb.values);
}

/** What `query` was put together from. */
export function madeOf(query: Sql): Made {
  return query[made];
}

/** Whether `value` was made by this file. */
export function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && made in value;
}
