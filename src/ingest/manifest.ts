import * as z from 'zod/mini';
import { martTables, rawTables, type MartTable, type RawTable } from '../model/tables.ts';
import { fatal } from './issue.ts';

/** A dataset id is a plain name: it stands in links and in folder names. */
export const datasetIdPattern = /^[a-z0-9][a-z0-9_-]*$/;

/** Names of files below the dataset's own folder: no scheme, no leading slash, no way up. */
const relativePath = z.string().check(z.regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/));
const datasetId = z.string().check(z.regex(datasetIdPattern));
const count = z.int().check(z.nonnegative());
const time = z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)));

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const anyFile = { file: relativePath, bytes: count, sha256 };

function tableFile<const T extends string>(tables: readonly T[]) {
  return z.object({
    table: z.enum(tables),
    file: relativePath,
    format: z.enum(['csv', 'parquet']),
    rows: count,
    bytes: count,
    sha256,
    newest: time,
  });
}

const rawTableNames = Object.keys(rawTables) as RawTable[];
const martTableNames = Object.keys(martTables) as MartTable[];

const head = {
  format: z.literal(1),
  id: datasetId,
  title: z.string(),
  description: z.string(),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  newest: time,
  dataVersion: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  downloads: z.optional(z.array(tableFile(rawTableNames))),
  // What the first view asks, answered when the dataset was put up.
  answers: z.optional(z.object(anyFile)),
};

const databaseFile = {
  ...anyFile,
  storage: z.string(),
  // Of each stretch of so many bytes, so that it can be checked while the next one arrives.
  pieces: z.optional(z.object({ bytes: z.int().check(z.positive()), sha256: z.array(sha256) })),
};

const manifestShape = z.discriminatedUnion('kind', [
  z.object({ ...head, kind: z.literal('raw'), tables: z.array(tableFile(rawTableNames)) }),
  z.object({
    ...head,
    kind: z.literal('marts'),
    tables: z.array(tableFile(martTableNames)),
    // All tables once more, in DuckDB’s own format; where `details` names a file, products, steps and single events are in it.
    database: z.optional(z.object({ ...databaseFile, details: z.optional(z.object(databaseFile)) })),
  }),
]);

const catalogShape = z.object({
  default: datasetId,
  datasets: z.array(z.object({ id: datasetId, title: z.string(), description: z.string(), folder: relativePath })),
});

/** What a dataset folder says about itself: `kind` tells whether its tables are raw or already prepared. */
export type Manifest = z.infer<typeof manifestShape>;

/** The datasets a site offers. */
export type Catalog = z.infer<typeof catalogShape>;

/** The manifest in `text`; throws DatasetError naming `file` and the part that is wrong. */
export function parseManifest(text: string, file: string): Manifest {
  const manifest = parse(manifestShape, text, file);
  const tables = manifest.tables.map(({ table }) => table as string);
  const twice = tables.find((table, index) => tables.indexOf(table) !== index);
  if (twice !== undefined)
    throw fatal(`${file} lists the table ${twice} twice. It has to be published again.`, { file });
  const needed = manifest.kind === 'raw' ? ['events'] : martTableNames;
  const missing = needed.filter((table) => !tables.includes(table));
  if (missing.length > 0) {
    throw fatal(`${file} does not list the table ${missing.join(', ')}. It has to be published again.`, { file });
  }
  return manifest;
}

/** The catalogue in `text`; throws DatasetError naming `file` and the part that is wrong. */
export function parseCatalog(text: string, file: string): Catalog {
  return parse(catalogShape, text, file);
}

function parse<T>(shape: z.ZodMiniType<T>, text: string, file: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw fatal(`${file} is not JSON. It has to be published again.`, { file }, cause);
  }
  const result = z.safeParse(shape, json);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path ?? [];
  const part = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  throw fatal(
    part === ''
      ? `${file} does not have the shape it should have. It has to be published again.`
      : `In ${file}, ${part.replace(/^\./, '')} is missing or not what it should be. It has to be published again.`,
    { file },
    result.error,
  );
}
