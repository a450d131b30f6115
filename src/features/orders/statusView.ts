import type { ColumnBar, ColumnLane, ColumnSeries } from '../../charts/ColumnBars.tsx';
import { roundTicks } from '../../charts/columnGeometry.ts';
import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { Day } from '../../model/filters.ts';
import {
  type ComparedDays,
  orderStatuses,
  type OrderSnapshotRow,
  type OrderStatusRow,
} from '../../model/queries/ordersStatus.ts';
import { count, day, plainCount } from '../../ui/format.ts';
import { capital, listed, nothingMatches } from './wording.ts';

export interface StatusView {
  readonly columns: readonly ColumnBar[];
  readonly lanes: readonly ColumnLane[];
  readonly numbers: Numbers;
  readonly note: string | null;
  readonly empty: string | null;
}

/** More snapshots than this no chart can tell apart: the newest are drawn, the table has all. */
const mostColumns = 400;
export const statusLane = { id: 'status', label: null, height: 200 } as const;
const others = 'other';
const tones = { preparing: 1, shipped: 2, delivered: 4 } as const;

/** The chosen orders by status at every snapshot, as stacked columns and as a table. */
export function statusView(rows: readonly OrderStatusRow[], { a, b }: ComparedDays): StatusView {
  const stages = stagesOf(rows);
  const byDay = new Map<Day, Map<string, number>>();
  for (const { day: at, status, orders } of rows) {
    const stage = stages.find(({ holds }) => holds(status))?.id ?? others;
    const counts = byDay.get(at) ?? new Map<string, number>();
    counts.set(stage, (counts.get(stage) ?? 0) + orders);
    byDay.set(at, counts);
  }
  const levels = [...byDay].map(([at, counts]) => ({
    at,
    counts: stages.map(({ id }) => counts.get(id) ?? 0),
    all: [...counts.values()].reduce((sum, orders) => sum + orders, 0),
  }));
  const highest = Math.max(0, ...levels.map(({ all }) => all));
  const drawn = levels.slice(-mostColumns);
  const last = levels.at(-1);
  const years = new Set(drawn.map(({ at }) => at.slice(0, 4))).size > 1;
  const pooled = pooledStatuses(rows);
  const notes = [
    ...(levels.length > drawn.length
      ? [`The last ${mostColumns} of ${levels.length} snapshots are drawn; the table has all.`]
      : []),
    ...(stages.length > 0 && pooled.length > 1
      ? [`“${capital(others)}” are ${listed(pooled.map((status) => status ?? 'rarer words'))}.`]
      : []),
  ];
  return {
    columns: drawn.map(({ at, counts, all }) => {
      const told = stages.map(({ label }, index) => `${label.toLowerCase()} ${counts[index] ?? 0}`);
      const compared = at === a ? 'A' : at === b ? 'B' : '';
      return {
        id: at,
        label: day(at, { year: years }),
        sub: compared,
        title: day(at),
        name: [
          `${day(at)}: ${all} ${all === 1 ? 'order' : 'orders'}`,
          ...told,
          ...(compared === '' ? [] : [`snapshot ${compared}`]),
        ].join('; '),
        note: null,
        selected: compared !== '',
        values: Object.fromEntries(
          stages.map(({ id }, index) => [id, { value: counts[index] ?? 0, text: count(counts[index] ?? 0) }]),
        ),
      };
    }),
    lanes: [
      {
        ...statusLane,
        ticks: roundTicks(highest).map((value) => ({ value, label: count(value) })),
        series: stages.map(({ id, label, tone }, index) => ({
          id,
          label,
          tone,
          endText: count(last?.counts[index] ?? 0),
        })),
      },
    ],
    numbers: {
      columns: [
        { label: 'Snapshot', align: 'start' },
        ...stages.map(({ label }) => ({ label, align: 'end' as const })),
        { label: 'Orders', align: 'end' },
      ],
      rows: levels.map(({ at, counts, all }) => [at, ...counts.map(plainCount), plainCount(all)]),
    },
    note: notes.length === 0 ? null : notes.join(' '),
    empty: highest === 0 ? nothingMatches : null,
  };
}

/**
 * The two snapshots to compare when one is chosen: it and the one before it; for the first, it and the next. Null where there is
 * only one.
 */
export function comparisonWith(
  snapshots: readonly OrderSnapshotRow[],
  chosen: string,
): { snapshotA: Day; snapshotB: Day } | null {
  const at = Math.max(
    1,
    snapshots.findIndex((snapshot) => snapshot.day === chosen),
  );
  const before = snapshots[at - 1];
  const after = snapshots[at];
  return before === undefined || after === undefined ? null : { snapshotA: before.day, snapshotB: after.day };
}

interface Stage extends Pick<ColumnSeries, 'id' | 'label' | 'tone'> {
  readonly holds: (status: string | null) => boolean;
}

/** The known statuses in their order, then the others: one by its name, several together. */
function stagesOf(rows: readonly OrderStatusRow[]): readonly Stage[] {
  const present = new Set(rows.map(({ status }) => status));
  const known = orderStatuses
    .filter((status) => present.has(status))
    .map((status): Stage => ({
      id: status,
      label: capital(status),
      tone: tones[status],
      holds: (one) => one === status,
    }));
  const pooled = pooledStatuses(rows);
  if (pooled.length === 0) return known;
  const label = capital(pooled.length === 1 ? (pooled[0] ?? others) : others);
  return [...known, { id: others, label, tone: 'none', holds: (one) => pooled.includes(one) }];
}

function pooledStatuses(rows: readonly OrderStatusRow[]): readonly (string | null)[] {
  const known: readonly (string | null)[] = orderStatuses;
  return [...new Set(rows.map(({ status }) => status))].filter((status) => !known.includes(status));
}
