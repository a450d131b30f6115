import type { Grain } from '../../model/filters.ts';
import type { BucketRow } from '../../model/queries/trend.ts';
import { count, day, month } from '../../ui/format.ts';

export const nothingMatches = 'No orders match these filters.';

/** `361 orders`, `1 order`, for reading. */
export function counted(value: number, noun = 'order'): string {
  return `${count(value)} ${value === 1 ? noun : `${noun}s`}`;
}

/** Parts as a list in a sentence: `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** `preparing` as `Preparing`, to head a column. */
export function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

export const bucketHeads: Readonly<Record<Grain, string>> = {
  hour: 'Hour, UTC',
  day: 'Day',
  week: 'Week from',
  month: 'Month',
};

/** For people and programs: `2021-02-09`, `2021-02-09 14:00`, `2021-02`. */
export function bucketKey(bucket: string, grain: Grain): string {
  if (grain === 'hour') return bucket.replace('T', ' ');
  return grain === 'month' ? bucket.slice(0, 7) : bucket.slice(0, 10);
}

export function bucketTitle(bucket: string, grain: Grain): string {
  if (grain === 'hour') return `${day(bucket)}, ${bucket.slice(11)} UTC`;
  if (grain === 'week') return `Week from ${day(bucket)}`;
  return grain === 'month' ? month(bucket) : day(bucket);
}

/** As short as the axis needs: the day only where hours are of several days, the year only where days are of several years. */
export function bucketLabel(bucket: string, grain: Grain, { first, last }: { first: string; last: string }): string {
  if (grain === 'month') return month(bucket);
  const year = first.slice(0, 4) !== last.slice(0, 4);
  if (grain !== 'hour') return day(bucket, { year });
  const time = bucket.slice(11);
  return first.slice(0, 10) === last.slice(0, 10) ? time : `${day(bucket, { year })}, ${time}`;
}

const verbs = { starts: 'starts', ends: 'ends', both: 'starts and ends' } as const;

/** Which buckets are not whole, in words; null for a whole one. */
export function incompleteness(
  { bucket, incomplete }: Pick<BucketRow, 'bucket' | 'incomplete'>,
  grain: Grain,
): string | null {
  if (incomplete === null) return null;
  return `${bucketTitle(bucket, grain)} is incomplete: the data, or the chosen range, ${verbs[incomplete]} inside it.`;
}
