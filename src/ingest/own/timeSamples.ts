import type { TimeOrder } from '../reading.ts';

const clock = '(?:(?:T|,? +)[0-9]{1,2}:[0-9]{2}.*)?';
const iso = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}.*)?$/;
const yearFirst = new RegExp(`^[0-9]{4}([-/.])([0-9]{1,2})\\1([0-9]{1,2})${clock}$`);
const yearLast = new RegExp(`^([0-9]{1,2})([-/.])([0-9]{1,2})\\2[0-9]{4}${clock}$`);

/** The orders in which a text is a time; none where it is no time that can be read. */
function ordersOf(text: string): readonly TimeOrder[] {
  if (iso.test(text)) return ['iso'];
  const whole = /^[0-9]{9,14}(?:[.][0-9]+)?$/.exec(text);
  // Seconds until the year 2286 have ten digits, milliseconds from 2001 on have thirteen.
  if (whole !== null) return [Number(text) < 1e11 ? 'seconds' : 'milliseconds'];
  const [, , month, day] = yearFirst.exec(text) ?? [];
  if (month !== undefined && isMonth(month) && isDay(day)) return ['year-month-day'];
  const [, first, , second] = yearLast.exec(text) ?? [];
  if (first === undefined || second === undefined) return [];
  const orders: TimeOrder[] = [];
  if (isDay(first) && isMonth(second)) orders.push('day-month-year');
  if (isMonth(first) && isDay(second)) orders.push('month-day-year');
  return orders;
}

function isMonth(text: string | undefined): boolean {
  return Number(text) >= 1 && Number(text) <= 12;
}

function isDay(text: string | undefined): boolean {
  return Number(text) >= 1 && Number(text) <= 31;
}

/** What samples of times tell about the order they are written in. */
export interface TimeEvidence {
  /** The one order that most of them have and none of the others fits as well; null where nobody can tell. */
  readonly order: TimeOrder | null;
  /** A time that may be read day first and month first, where all may; null elsewhere. */
  readonly ambiguous: string | null;
  /** The first one that can be read in no order. */
  readonly unreadable: string | null;
  /** Some say no offset. */
  readonly isLocal: boolean;
}

/** Looks at times as they stand in a file. */
export function timeEvidence(samples: readonly string[]): TimeEvidence {
  const told = samples.map((sample) => sample.trim()).map((text) => ({ text, orders: ordersOf(text) }));
  const counts = new Map<TimeOrder, number>();
  for (const { orders } of told) for (const order of orders) counts.set(order, (counts.get(order) ?? 0) + 1);
  const [best, next] = [...counts].toSorted(([, a], [, b]) => b - a);
  const isTie = best !== undefined && next !== undefined && best[1] === next[1];
  const both = told.find(({ orders }) => orders.length > 1);
  return {
    order: best === undefined || isTie ? null : best[0],
    ambiguous: isTie ? (both?.text ?? null) : null,
    unreadable: told.find(({ orders }) => orders.length === 0)?.text ?? null,
    isLocal: told.some(
      ({ text, orders }) => orders.some(isWritten) && !/(?:Z|UTC|[+-][0-9]{2}:?(?:[0-9]{2})?)$/.test(afterDate(text)),
    ),
  };
}

/** Whether a text may be a time of this order. */
export function fitsOrder(sample: string, order: TimeOrder): boolean {
  return ordersOf(sample.trim()).includes(order);
}

function isWritten(order: TimeOrder): boolean {
  return order !== 'seconds' && order !== 'milliseconds';
}

/** What stands behind the date: its own hyphens are no offset. */
function afterDate(text: string): string {
  return text.slice(8);
}
