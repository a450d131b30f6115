import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { ComparedDays, OrderChangeRow, OrderMoveRow } from '../../model/queries/ordersStatus.ts';
import { count, day } from '../../ui/format.ts';
import { counted, nothingMatches } from './wording.ts';

export interface ChangesView {
  /** How many orders made each move, most first. */
  readonly moves: readonly {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly countText: string;
  }[];
  readonly orders: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  /** Orders that changed, listed or not. */
  readonly changed: number;
  readonly numbers: Numbers;
  readonly note: string;
  readonly empty: string | null;
}

/** The orders that changed between two snapshots, and how many kept their status. */
export function changesView(
  changes: readonly OrderChangeRow[],
  moves: readonly OrderMoveRow[],
  { a, b }: { readonly a: string; readonly b: string },
): ChangesView {
  const moved = moves.filter(({ from, to }) => from !== to);
  const changed = moved.reduce((sum, { orders }) => sum + orders, 0);
  const all = moves.reduce((sum, { orders }) => sum + orders, 0);
  const kept = `${counted(all - changed)} kept ${all - changed === 1 ? 'its' : 'their'} status.`;
  const listed = changes.map(({ order, from, to }) => ({ id: order, from: cameFrom(from), to: wentTo(to) }));
  return {
    moves: moved.map(({ from, to, orders }) => ({
      id: `${from ?? ''} → ${to ?? ''}`,
      from: cameFrom(from),
      to: wentTo(to),
      countText: count(orders),
    })),
    orders: listed,
    changed,
    numbers: {
      columns: [
        { label: 'Order', align: 'start' },
        { label: `From, ${day(a)}`, align: 'start' },
        { label: `To, ${day(b)}`, align: 'start' },
      ],
      rows: listed.map(({ id, from, to }) => [id, from, to]),
    },
    note:
      changed > listed.length
        ? `${count(listed.length)} of ${counted(changed)} that changed are listed. ${kept}`
        : kept,
    empty:
      all === 0 ? nothingMatches : changed === 0 ? `No order changed between ${day(a)} and ${day(b)}. ${kept}` : null,
  };
}

function cameFrom(status: string | null): string {
  return status ?? 'not there yet';
}

function wentTo(status: string | null): string {
  return status ?? 'no longer there';
}

/** Why two days of the link cannot be compared; null where they can. */
export function cannotCompare({ a, b }: ComparedDays, first: string | undefined): string | null {
  if (first === undefined) return 'The snapshot of orders is empty.';
  if (b === null) return `No snapshot of orders is as old as that: the first is of ${day(first)}. Choose other days.`;
  if (a === null) return `There is no snapshot of orders before ${day(b)} to compare it with.`;
  return a === b ? `Both days mean the snapshot of ${day(b)}. Choose an earlier one to compare it with.` : null;
}
