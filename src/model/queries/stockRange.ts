import type { Day } from '../filters.ts';
import type { StockSnapshot } from './stockSnapshots.ts';

/** What a link asks for, by days: each stands for the last snapshot on or before it. */
interface AskedSnapshots {
  readonly snapshotFrom: Day | null;
  readonly snapshotTo: Day | null;
  readonly snapshotA: Day | null;
  readonly snapshotB: Day | null;
  readonly last: number;
}

/** The snapshots of stock that are shown. */
export interface StockRange {
  /** Those in the range, never none. */
  readonly shown: readonly StockSnapshot[];
  /** The two that are compared; `a` is null where there is only one snapshot. */
  readonly a: StockSnapshot | null;
  readonly b: StockSnapshot;
  /** The last few of the range. */
  readonly recent: readonly StockSnapshot[];
  /** A sentence for each part that no snapshot answers. */
  readonly issues: readonly string[];
}

/** First and last of some snapshots: what a query covers. */
export interface StockSpan {
  readonly from: StockSnapshot;
  readonly to: StockSnapshot;
}

/** The snapshots asked for, of `all` that there are, the oldest first; null where there are none. */
export function stockRange(all: readonly StockSnapshot[], asked: AskedSnapshots): StockRange | null {
  const [oldest] = all;
  const newest = all.at(-1);
  if (oldest === undefined || newest === undefined) return null;
  const issues: string[] = [];
  const named = (day: Day): StockSnapshot => {
    const found = all.findLast((snapshot) => snapshot.day <= day);
    if (found === undefined) {
      issues.push(`No snapshot of stock is as old as ${day}; the first one, of ${oldest.day}, is shown instead.`);
    }
    return found ?? oldest;
  };

  const from = asked.snapshotFrom === null || asked.snapshotFrom < oldest.day ? oldest : named(asked.snapshotFrom);
  const to = asked.snapshotTo === null ? newest : named(asked.snapshotTo);
  const isBackwards = from.at > to.at;
  if (isBackwards) {
    issues.push(
      `The range of snapshots ends on ${to.day}, before it starts on ${from.day}; all snapshots are shown instead.`,
    );
  }
  const shown = isBackwards ? all : all.filter(({ at }) => at >= from.at && at <= to.at);
  const last = shown.at(-1) ?? newest;
  return {
    shown,
    a: asked.snapshotA === null ? (all[all.indexOf(last) - 1] ?? null) : named(asked.snapshotA),
    b: asked.snapshotB === null ? last : named(asked.snapshotB),
    recent: shown.slice(-asked.last),
    issues,
  };
}

/** From the first to the last of some snapshots. Throws when there are none. */
export function spanOf(snapshots: readonly StockSnapshot[]): StockSpan {
  const [from] = snapshots;
  const to = snapshots.at(-1);
  if (from === undefined || to === undefined) throw new RangeError('No snapshots, no span.');
  return { from, to };
}
