import hypergeometric from '@stdlib/stats-base-dists-hypergeometric-cdf';
import type { Conditions } from './condition.ts';
import type { Counting, Filters } from './filters.ts';
import type { Query } from './query.ts';
import { type DriverCandidate, type DriverCandidateRow, driverCandidatesQuery } from './queries/driversCandidates.ts';
import { type DriverFigures, driverFiguresQuery } from './queries/driversFigures.ts';
import { driverOverlapQuery } from './queries/driversOverlap.ts';
import type { Loss } from './queries/driversPopulation.ts';
import type { Facts } from './queries/facts.ts';

/** Asks an engine: the rows of a query. Rejects as the engine does. */
export type Ask = <R>(query: Query<R>) => Promise<readonly R[]>;

/** A group of sessions that loses more than the others, by more than chance. */
export interface Driver extends DriverFigures {
  readonly conditions: Conditions;
  /** Other descriptions of the very same sessions. */
  readonly same: readonly Conditions[];
  /**
   * Probability of at least so many lost, were the loss spread by chance over the sessions not yet explained: one-sided exact
   * test of Fisher, not corrected.
   */
  readonly p: number;
  /** How many groups were tested with it; it stands out when `p` times that is below `driverChance`. */
  readonly tested: number;
}

/** What a search found. */
export interface DriverSearch {
  /** Sessions at the step before, and those of them that are lost. */
  readonly sessions: number;
  readonly lost: number;
  /** How many groups were tested at first. */
  readonly tested: number;
  /** The most telling first; none when nothing stands out. */
  readonly drivers: readonly Driver[];
}

/** The chance, in each round, of naming anything where the loss has no driver. */
export const driverChance = 0.01;
/** Nobody reads a longer list. */
const mostDrivers = 5;

/**
 * Which groups of sessions drive a loss. The best group that stands out is named and its sessions are set aside; then the rest is
 * searched again, so that what was lost only along with a driver is not named beside it. Rejects as `ask` does.
 */
export async function findDrivers(
  ask: Ask,
  filters: Filters,
  counting: Counting,
  loss: Loss,
  facts: Facts,
): Promise<DriverSearch> {
  const found: Found[] = [];
  let first: DriverCandidateRow | undefined;
  while (found.length < mostDrivers) {
    const aside = found.map(({ conditions }) => conditions);
    // A round needs the answer of the one before.
    const rows = await ask(driverCandidatesQuery(filters, counting, loss, facts, aside));
    first ??= rows[0];
    const best = chosenOf(rows);
    if (best === null) break;
    const half = sharedHalf(found.at(-1), best);
    const chosen = half ?? { ...best, rows, aside };
    if (half !== null) found.pop();
    found.push({ ...chosen, ...(await namesOf(ask, filters, counting, loss, chosen)) });
  }
  const drivers: Driver[] = [];
  for (const { conditions, same, p, tested } of found) {
    const before = drivers.map((driver) => driver.conditions);
    const [figures] = await ask(driverFiguresQuery(filters, counting, loss, conditions, before));
    if (figures !== undefined) drivers.push({ conditions, same, p, tested, ...figures });
  }
  return { sessions: first?.sessions ?? 0, lost: first?.lost ?? 0, tested: first?.tested ?? 0, drivers };
}

/** What a search asked that led to its answer, to be looked up: the tests of each round, and the figures of each driver. */
export function driverQueries(
  filters: Filters,
  counting: Counting,
  loss: Loss,
  facts: Facts,
  drivers: readonly Driver[],
): readonly Query<unknown>[] {
  const found = drivers.map(({ conditions }) => conditions);
  const before = (index: number) => found.slice(0, index);
  const figures = found.map((conditions, index) =>
    driverFiguresQuery(filters, counting, loss, conditions, before(index)),
  );
  const rounds = Array.from({ length: Math.min(found.length + 1, mostDrivers) }, (_, index) =>
    driverCandidatesQuery(filters, counting, loss, facts, before(index)),
  );
  return [...rounds, ...figures];
}

/** A candidate that is more than chance. */
interface Chosen extends DriverCandidate {
  readonly p: number;
  readonly tested: number;
}

/** One that was chosen, with what it was chosen from. */
interface Round extends Chosen {
  readonly rows: readonly DriverCandidateRow[];
  readonly aside: readonly Conditions[];
}

interface Found extends Round {
  readonly same: readonly Conditions[];
}

/**
 * The best candidate that is more than chance: of those that explain as much, the one of the fewest sessions, and then the
 * simplest. Null for none.
 */
function chosenOf(rows: readonly DriverCandidateRow[]): Chosen | null {
  let best: Chosen | null = null;
  for (const row of rows) {
    const { candidate } = row;
    if (candidate === null) continue;
    if (best !== null && (candidate.lost !== best.lost || !isSimpler(candidate, best))) continue;
    best = moreThanChance(row) ?? best;
  }
  return best;
}

/** A candidate with its p when it stands out among all that were tested, and a pair from its halves; else null. */
function moreThanChance(row: DriverCandidateRow): Chosen | null {
  const { candidate, tested } = row;
  if (candidate === null) return null;
  const p = chanceOf(candidate, row);
  return p * tested < driverChance && isMoreThanItsHalves(candidate) ? { ...candidate, p, tested } : null;
}

/**
 * When the next driver lies in a half of the pair found last, that half keeps losing beside the pair: it is the driver, and the
 * pair only its worst part. Null where it is not so.
 */
function sharedHalf(last: Found | undefined, next: Chosen): Round | null {
  if (last === undefined || last.conditions.length < 2) return null;
  const shared = last.conditions.find(({ key, value }) =>
    next.conditions.some((condition) => condition.key === key && condition.value === value),
  );
  if (shared === undefined) return null;
  for (const row of last.rows) {
    const [condition, other] = row.candidate?.conditions ?? [];
    if (other !== undefined || condition?.key !== shared.key || condition.value !== shared.value) continue;
    const half = moreThanChance(row);
    return half === null ? null : { ...half, rows: last.rows, aside: last.aside };
  }
  return null;
}

function isSimpler(candidate: DriverCandidate, than: DriverCandidate): boolean {
  if (candidate.sessions !== than.sessions) return candidate.sessions < than.sessions;
  return candidate.conditions.length < than.conditions.length;
}

/** A pair says more than either half when the rest of the half, without the pair, loses less by more than chance. */
function isMoreThanItsHalves(candidate: DriverCandidate): boolean {
  return candidate.halves.every((half) => chanceOf(candidate, half) < driverChance);
}

/**
 * Probability that of `sessions` drawn from all without looking at least `lost` are lost: the upper tail of the hypergeometric
 * distribution, the one-sided exact test. R. A. Fisher, “The Design of Experiments”, 1935.
 */
function chanceOf(group: { sessions: number; lost: number }, all: { sessions: number; lost: number }): number {
  // The tail is asked for through those kept, so that it is summed from its small end and never as 1 − almost 1.
  return hypergeometric(group.sessions - group.lost, all.sessions, all.sessions - all.lost, group.sessions);
}

/** The one chosen by its best name, a user before all others, and the other names of the very same sessions. */
async function namesOf(
  ask: Ask,
  filters: Filters,
  counting: Counting,
  loss: Loss,
  { conditions: own, sessions, lost, rows, aside }: Round,
): Promise<Pick<Driver, 'conditions' | 'same'>> {
  const twins = rows.flatMap(({ candidate }) =>
    candidate !== null &&
    candidate.conditions.length === 1 &&
    candidate.conditions !== own &&
    candidate.sessions === sessions &&
    candidate.lost === lost
      ? [candidate.conditions]
      : [],
  );
  if (twins.length === 0) return { conditions: own, same: [] };
  const shared = await ask(driverOverlapQuery(filters, counting, loss, own, twins, aside));
  const same = twins.filter((_, index) => shared.some((row) => row.index === index && row.sessions === sessions));
  const names = [own, ...same];
  const conditions = names.find(([condition]) => condition?.key === 'user') ?? own;
  return { conditions, same: names.filter((name) => name !== conditions) };
}
