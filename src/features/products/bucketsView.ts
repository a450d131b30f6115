import type { Grain, Unit } from '../../model/filters.ts';
import type { ProductBucketRow } from '../../model/queries/productBuckets.ts';
import { words } from '../../model/words.ts';
import { bucketHeads, bucketKey } from '../../ui/bucketText.ts';
import { plainCount, plainPercent } from '../../ui/format.ts';

export interface BucketsView {
  readonly columns: readonly { id: string; label: string; align: 'start' | 'end'; isSortable: false }[];
  readonly rows: readonly { id: string; cells: readonly string[] }[];
  readonly note: string | null;
  readonly empty: string | null;
}

const verbs = { starts: 'starts', ends: 'ends', both: 'starts and ends' } as const;

/** Buckets × products as a table, in the order of the rows. */
export function bucketsView(rows: readonly ProductBucketRow[], grain: Grain, unit: Unit): BucketsView {
  const heads = [
    bucketHeads[grain],
    'Product',
    unit === 'sessions' ? 'Sessions viewed' : 'Users viewed',
    'Carted',
    words.cartDropOff.label,
    'Checked out',
    words.checkoutDropOff.label,
    words.incomplete.label,
  ];
  const all = rows[0]?.rows ?? 0;
  return {
    columns: heads.map((label, at) => ({
      id: label,
      label,
      align: at < 2 || at === heads.length - 1 ? 'start' : 'end',
      isSortable: false,
    })),
    rows: rows.map((row) => ({
      id: `${row.bucket} ${row.name}`,
      cells: [
        bucketKey(row.bucket, grain),
        row.name,
        plainCount(row.viewed),
        plainCount(row.carted),
        plainPercent(row.cartDropOffRate),
        plainCount(row.checkedOut),
        plainPercent(row.checkoutDropOffRate),
        row.incomplete === null ? 'no' : `${verbs[row.incomplete]} inside`,
      ],
    })),
    note:
      all > rows.length
        ? `The newest ${rows.length} of ${all} rows are shown. A shorter range, a coarser grain or fewer products show the rest.`
        : null,
    empty: rows.length === 0 ? 'No session of this selection concerns one of these products.' : null,
  };
}
