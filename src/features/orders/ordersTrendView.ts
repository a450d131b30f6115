import type { ColumnBar, ColumnLane } from '../../charts/ColumnBars.tsx';
import { roundTicks } from '../../charts/columnGeometry.ts';
import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { Grain } from '../../model/filters.ts';
import type { OrdersBucketRow } from '../../model/queries/ordersTrend.ts';
import { words } from '../../model/words.ts';
import { count, money, plainCount, plainMoney } from '../../ui/format.ts';
import {
  bucketHeads,
  bucketKey,
  bucketLabel,
  bucketTitle,
  counted,
  incompleteness,
  nothingMatches,
} from './wording.ts';

export interface OrdersTrendView {
  readonly columns: readonly ColumnBar[];
  readonly lanes: readonly ColumnLane[];
  readonly numbers: Numbers;
  /** Which buckets are not whole. */
  readonly note: string | null;
  readonly empty: string | null;
}

const laneHeight = 58;
export const trendLanes = [
  { id: 'orders', label: words.orders.label, height: laneHeight },
  { id: 'units', label: words.units.label, height: laneHeight },
  { id: 'revenue', label: words.revenue.label, height: laneHeight },
] as const;

/** Orders, units and revenue over time: three rows of columns over the same buckets, and a table. */
export function ordersTrendView(
  rows: readonly OrdersBucketRow[],
  { grain, currency, hasRevenue }: { grain: Grain; currency: string; hasRevenue: boolean },
): OrdersTrendView {
  const ends = { first: rows[0]?.bucket ?? '', last: rows.at(-1)?.bucket ?? '' };
  const notes = rows.flatMap((row) => incompleteness(row, grain) ?? []);
  const text = (id: (typeof trendLanes)[number]['id'], value: number) =>
    id === 'revenue' ? money(value, currency) : count(value);
  const shown = trendLanes.filter(({ id }) => hasRevenue || id !== 'revenue');
  return {
    columns: rows.map((row) => {
      const title = bucketTitle(row.bucket, grain);
      return {
        id: row.bucket,
        label: bucketLabel(row.bucket, grain, ends),
        sub: '',
        title,
        name: [
          `${title}: ${counted(row.orders)}`,
          counted(row.units, 'unit'),
          ...(hasRevenue ? [`revenue ${money(row.revenue, currency)}`] : []),
          ...(row.incomplete === null ? [] : ['incomplete']),
        ].join('; '),
        note: incompleteness(row, grain),
        selected: false,
        values: Object.fromEntries(shown.map(({ id }) => [id, { value: row[id], text: text(id, row[id]) }])),
      };
    }),
    lanes: shown.map((lane) => ({
      ...lane,
      ticks: endsOf(roundTicks(Math.max(0, ...rows.map((row) => row[lane.id])))).map((value) => {
        return { value, label: text(lane.id, value) };
      }),
      series: [{ id: lane.id, label: lane.label, tone: 3 as const, endText: null }],
    })),
    numbers: {
      columns: [
        { label: bucketHeads[grain], align: 'start' },
        { label: words.orders.label, align: 'end' },
        { label: 'Order lines', align: 'end' },
        { label: words.units.label, align: 'end' },
        ...(hasRevenue ? [{ label: `${words.revenue.label}, ${currency}`, align: 'end' as const }] : []),
        { label: words.incomplete.label, align: 'start' },
      ],
      rows: rows.map((row) => [
        bucketKey(row.bucket, grain),
        plainCount(row.orders),
        plainCount(row.orderLines),
        plainCount(row.units),
        ...(hasRevenue ? [plainMoney(row.revenue)] : []),
        row.incomplete === null ? 'no' : `${row.incomplete === 'both' ? 'starts and ends' : row.incomplete} inside`,
      ]),
    },
    note: notes.length === 0 ? null : notes.join(' '),
    empty: rows.every(({ orders }) => orders === 0) ? nothingMatches : null,
  };
}

/** A low lane has room for the first and the last tick only. */
function endsOf(ticks: readonly number[]): readonly number[] {
  return [0, ticks.at(-1) ?? 1];
}
