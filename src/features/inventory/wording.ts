import type { StockSnapshot } from '../../model/queries/stockSnapshots.ts';
import { count, day } from '../../ui/format.ts';

/** `product` or `products`, to go with a number. */
function productNoun(value: number): string {
  return value === 1 ? 'product' : 'products';
}

/** `30 products`, for reading. */
export function countedProducts(value: number): string {
  return `${count(value)} ${productNoun(value)}`;
}

/** A short label for each snapshot, as `1 May`; with the year where there are several, with the time where a day has several. */
export function snapshotLabels(snapshots: readonly StockSnapshot[]): readonly string[] {
  const severalYears = new Set(snapshots.map(({ day: iso }) => iso.slice(0, 4))).size > 1;
  const perDay = new Map<string, number>();
  for (const { day: iso } of snapshots) perDay.set(iso, (perDay.get(iso) ?? 0) + 1);
  return snapshots.map(({ day: iso, at }) => {
    const text = day(iso, { year: severalYears });
    return (perDay.get(iso) ?? 0) > 1 ? `${text} ${at.slice(11, 19)}` : text;
  });
}

/** Units up or down with their sign: `+20`, `−12`, `0`. */
export function signed(value: number): string {
  return value > 0 ? `+${count(value)}` : count(value);
}

export const nothingChosen = 'No snapshot in this range knows the stock of these products.';
