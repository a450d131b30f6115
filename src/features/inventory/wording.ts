import type { Choice } from '../../model/filters.ts';
import type { StockSnapshot } from '../../model/queries/stockSnapshots.ts';
import { stockText } from '../../model/selectionText.ts';
import type { ProofScope } from '../../queries/proofOf.ts';
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

/** What a panel of stock is of: its snapshots and products; null where there is no snapshot. */
export function stockScope(snapshots: readonly StockSnapshot[], products: Choice): ProofScope | null {
  const days = snapshots.map(({ day: iso }) => iso).sort();
  const [from] = days;
  const to = days.at(-1);
  if (from === undefined || to === undefined) return null;
  return { text: stockText(products, { from, to }), days: { from, to } };
}

export const nothingChosen = 'No snapshot in this range knows the stock of these products.';
