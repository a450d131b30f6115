import type { ColumnBar, ColumnLane } from '../../charts/ColumnBars.tsx';
import { roundTicks } from '../../charts/columnGeometry.ts';
import type { Numbers } from '../../charts/NumbersTable.tsx';
import {
  beforeOrder,
  type DeliveryDayRow,
  type DeliveryRow,
  longestDelivery,
  type Punctuality,
} from '../../model/queries/ordersDelivery.ts';
import { count, decimal, plainCount } from '../../ui/format.ts';
import { counted, listed, nothingMatches } from './wording.ts';

export interface DeliveryView {
  readonly columns: readonly ColumnBar[];
  readonly lanes: readonly ColumnLane[];
  readonly numbers: Numbers;
  readonly note: string;
  readonly empty: string | null;
}

export const deliveryLane = { id: 'delivery', label: null, height: 180 } as const;
const secondsInDay = 86_400;
/** From the top of the column down. */
const parts = [
  { id: 'late', label: 'Late', tone: 1 },
  { id: 'onTime', label: 'On time', tone: 2 },
  { id: 'early', label: 'Early', tone: 4 },
  { id: 'withoutEstimate', label: 'No estimate', tone: 'none' },
] as const satisfies readonly { id: keyof Punctuality; label: string; tone: unknown }[];

/** How long deliveries take, and how they stand to their estimate. */
export function deliveryView(rows: readonly DeliveryDayRow[], totals: DeliveryRow): DeliveryView {
  const days = everyDay(rows);
  const highest = Math.max(0, ...days.map(sumOf));
  const present = parts.filter(({ id }) => totals[id] > 0);
  return {
    columns: days.map((row) => ({
      id: String(row.days),
      label: daysLabel(row.days),
      sub: '',
      title: daysTitle(row.days),
      name: daysTitle(row.days),
      note: null,
      selected: false,
      values: Object.fromEntries(present.map(({ id }) => [id, { value: row[id], text: count(row[id]) }])),
    })),
    lanes: [
      {
        ...deliveryLane,
        ticks: roundTicks(highest).map((value) => ({ value, label: count(value) })),
        series: present.map((part) => ({ ...part, endText: count(totals[part.id]) })),
      },
    ],
    numbers: {
      columns: [
        { label: 'Days from order to delivery', align: 'start' },
        ...parts.map(({ label }) => ({ label, align: 'end' as const })),
        { label: 'Orders', align: 'end' },
      ],
      rows: days.map((row) => [
        daysLabel(row.days),
        ...parts.map(({ id }) => plainCount(row[id])),
        plainCount(sumOf(row)),
      ]),
    },
    note: told(totals, present),
    empty:
      totals.delivered + totals.undelivered === 0
        ? nothingMatches
        : totals.delivered === 0
          ? undelivered(totals)
          : null,
  };
}

function told(totals: DeliveryRow, present: readonly (typeof parts)[number][]): string {
  if (totals.medianSeconds === null) return undelivered(totals);
  const split = listed(present.map(({ id, label }) => `${count(totals[id])} ${label.toLowerCase()}`));
  const median = `Median ${decimal(totals.medianSeconds / secondsInDay, 2)} days, mean ${decimal((totals.averageSeconds ?? 0) / secondsInDay, 2)}.`;
  return [
    `${count(totals.delivered)} delivered: ${split}.`,
    median,
    ...(totals.undelivered === 0 ? [] : [undelivered(totals)]),
  ].join(' ');
}

function undelivered({ undelivered: waiting }: DeliveryRow): string {
  return `${counted(waiting)} without a time of delivery ${waiting === 1 ? 'is' : 'are'} not counted.`;
}

function sumOf(row: Punctuality): number {
  return parts.reduce((sum, { id }) => sum + row[id], 0);
}

/** Days between the first and the last that no order took are columns too. */
function everyDay(rows: readonly DeliveryDayRow[]): readonly DeliveryDayRow[] {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return [];
  const byDays = new Map(rows.map((row) => [row.days, row]));
  return Array.from({ length: last.days - first.days + 1 }, (_, at) => {
    const days = first.days + at;
    return byDays.get(days) ?? { days, early: 0, onTime: 0, late: 0, withoutEstimate: 0 };
  });
}

function daysLabel(days: number): string {
  if (days === beforeOrder) return '<0';
  return days === longestDelivery ? `${days}+` : String(days);
}

function daysTitle(days: number): string {
  if (days === beforeOrder) return 'Delivered before the order, by the files';
  if (days === longestDelivery) return `${days} days and more`;
  return days === 0 ? 'Less than a day' : `${days} to ${days + 1} days`;
}
