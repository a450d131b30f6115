import * as z from 'zod/mini';
import { datasetIdPattern } from '../../ingest/manifest.ts';
import type { FilePlan } from '../../ingest/own/plan.ts';
import { encodings, timeOrders } from '../../ingest/reading.ts';
import { rawTables, type RawTable } from '../../model/tables.ts';

/** Files a person keeps in this browser, as a list of them needs it. */
export interface KeptDataset {
  readonly id: string;
  /** The id where `damage` hides the title. */
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** ISO, UTC. */
  readonly keptAt: string;
  /** Why it cannot be opened, in a sentence; it can still be removed. */
  readonly damage?: string;
}

const byName = z.record(z.string(), z.string());

const csvReading = z.object({
  encoding: z.enum(encodings),
  delimiter: z.string(),
  quote: z.enum(['"', "'"]),
  escape: z.enum(['"', "'", '\\']),
  headerLine: z.nullable(z.int()),
});

const plan = z.object({
  path: z.string(),
  table: z.nullable(z.enum(Object.keys(rawTables) as RawTable[])),
  csv: z.nullable(csvReading),
  columns: byName,
  values: z.object({
    times: z.object({ order: z.enum(timeOrders), zone: z.string() }),
    decimal: z.enum(['.', ',']),
    stands: z.record(z.string(), byName),
  }),
  gapMinutes: z.nullable(z.number()),
});

const aboutShape = z.object({
  format: z.literal(1),
  id: z.string().check(z.regex(datasetIdPattern)),
  title: z.string(),
  currency: z.string(),
  keptAt: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      /** Its name in the folder: a path may hold what a file name may not. */
      stored: z.string().check(z.regex(/^\d+$/)),
      bytes: z.int().check(z.nonnegative()),
      sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
  plans: z.array(plan),
});

/** What `about.json` says of the files beside it. */
export type About = z.infer<typeof aboutShape>;

/** The content of an `about.json`; null when it is not what was written. */
export function parseAbout(text: string): (About & { readonly plans: readonly FilePlan[] }) | null {
  try {
    const { data } = z.safeParse(aboutShape, JSON.parse(text));
    return data ?? null;
  } catch {
    return null;
  }
}

/** A kept plan; null when it is not what was written. */
export function parsePlan(value: unknown): FilePlan | null {
  return z.safeParse(plan, value).data ?? null;
}
