/** A value that may stand in a query. Nothing else can: no dates, no bigints, no arrays. */
export type Scalar = string | number | boolean | null;

/** Types a value may be cast to when it enters a query. */
export type ScalarType = 'varchar' | 'integer' | 'bigint' | 'double' | 'boolean' | 'date' | 'timestamp';

const brand: unique symbol = Symbol('sql');

/** Query text with typed holes. `chunks` is always one longer than `values`. */
export interface Sql {
  readonly [brand]: true;
  readonly chunks: readonly string[];
  readonly values: readonly Scalar[];
}

function build(chunks: readonly string[], values: readonly Scalar[]): Sql {
  return { [brand]: true, chunks, values };
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
  return build(chunks, values);
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
  return build(['cast(', ` as ${type})`], [value]);
}

/** A quoted identifier. For names from our own tables and from checked file headers, never from a link. */
export function ident(name: string): Sql {
  if (name === '' || name.includes('\0')) throw new RangeError('An identifier needs a name without NUL characters.');
  return build([`"${name.replaceAll('"', '""')}"`], []);
}

/** The parts with `separator` between them; empty for no parts. */
export function join(parts: readonly Sql[], separator: ', ' | ' and ' | ' or ' | '\nunion all\n' | ',\n'): Sql {
  const first = parts[0];
  if (first === undefined) return sql``;
  const gap = build([separator], []);
  return parts.slice(1).reduce((all, part) => sql`${all}${gap}${part}`, first);
}

/** Whether `value` was made by this file. */
export function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && brand in value;
}
