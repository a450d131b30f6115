import type { Grain } from '../model/filters.ts';
import type { ShopEvent } from './shop.ts';

/** A session of a shop, as the oracle sees it. */
export interface Session {
  readonly id: string;
  readonly user: string | null;
  readonly startedAt: number | null;
  readonly events: readonly ShopEvent[];
  readonly state: string;
  readonly country: string;
  readonly employee: string;
  readonly burst: boolean;
}

const day = 86_400_000;

/** Start of the bucket a moment falls in, `2021-02-09T00:00`. */
export function bucketOf(moment: number, grain: Grain): string {
  const at = new Date(moment);
  if (grain === 'hour') return `${at.toISOString().slice(0, 13)}:00`;
  if (grain === 'day') return `${at.toISOString().slice(0, 10)}T00:00`;
  if (grain === 'month') return `${at.toISOString().slice(0, 7)}-01T00:00`;
  const monday = moment - ((at.getUTCDay() + 6) % 7) * day;
  return `${new Date(monday).toISOString().slice(0, 10)}T00:00`;
}
