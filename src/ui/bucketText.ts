import { day, month } from './format.ts';

/** A stretch of time in charts and tables; it is known by its start, `2021-02-09T14:00`. */
export type BucketLength = 'hour' | 'day' | 'week' | 'month';

/** For people and programs: `2021-02-09`, `2021-02-09 14:00`, `2021-02`. */
export function bucketKey(bucket: string, length: BucketLength): string {
  if (length === 'hour') return bucket.replace('T', ' ');
  return length === 'month' ? bucket.slice(0, 7) : bucket.slice(0, 10);
}

/** In full: `9 Feb 2021, 14:00 UTC`, `Week from 8 Feb 2021`, `Feb 2021`. */
export function bucketTitle(bucket: string, length: BucketLength): string {
  if (length === 'hour') return `${day(bucket)}, ${bucket.slice(11)} UTC`;
  if (length === 'week') return `Week from ${day(bucket)}`;
  return length === 'month' ? month(bucket) : day(bucket);
}

/** As short as the axis needs: the day only where hours are of several days, the year only where days are of several years. */
export function bucketLabel(bucket: string, length: BucketLength, first: string, last: string): string {
  if (length === 'month') return month(bucket);
  const year = first.slice(0, 4) !== last.slice(0, 4);
  if (length !== 'hour') return day(bucket, { year });
  const time = bucket.slice(11);
  return first.slice(0, 10) === last.slice(0, 10) ? time : `${day(bucket, { year })}, ${time}`;
}

/** Heads a column of bucket keys. */
export const bucketHeads: Readonly<Record<BucketLength, string>> = {
  hour: 'Hour, UTC',
  day: 'Day',
  week: 'Week from',
  month: 'Month',
};
