import { burstUser, midnightSessions, stateFigures } from './figures.ts';
import type { User } from './people.ts';
import { type Random, seededRandom } from './random.ts';
import { minute } from './time.ts';
import type { Step } from './timetable.ts';
import type { Visit } from './visits.ts';

/** A visit with its user. */
export interface Session {
  readonly id: string;
  readonly user: User;
  readonly visit: Visit;
  readonly steps: readonly Step[];
}

/** Gives each visit a user: shipped orders of each state are the figures', nobody but the burst user comes in bursts. */
export function assignUsers(timetable: ReadonlyMap<Visit, readonly Step[]>, users: readonly User[]): Session[] {
  const random = seededRandom('sessions');
  const burst = users.find((user) => user.id === burstUser.id) as User;
  const customers = users.filter((user) => user !== burst);
  const owner = new Map<Visit, User>();
  const others = [...timetable.keys()].filter((visit) => !visit.isBurst);
  do shareOut(others, customers, owner, random);
  while (hasBurst(owner, timetable));

  const midnightIds = [...midnightSessions];
  return [...timetable].map(([visit, steps]) => ({
    id: random.uuid(visit.day === 0 ? midnightIds.shift() : ''),
    user: owner.get(visit) ?? burst,
    visit,
    steps,
  }));
}

function shareOut(visits: readonly Visit[], customers: readonly User[], owner: Map<Visit, User>, random: Random): void {
  const shipped = random.shuffled(visits.filter((visit) => visit.basket?.shipped === true));
  const waiting = random.shuffled(visits.filter((visit) => visit.basket?.shipped === false));
  for (const { state, ordered, shipped: gone } of stateFigures) {
    const ofState = customers.filter((user) => user.home.state === state);
    const seats = random.shuffled(ofState.flatMap((user) => Array.from({ length: user.orders }, () => user)));
    seats.forEach((user, seat) => {
      const visit = (seat < ordered - gone ? waiting : shipped).pop();
      if (visit === undefined) throw new Error('The figures of the states do not add up to those of the sessions.');
      owner.set(visit, user);
    });
  }
}

function hasBurst(owner: ReadonlyMap<Visit, User>, timetable: ReadonlyMap<Visit, readonly Step[]>): boolean {
  const startsOf = new Map<User, number[]>();
  for (const [visit, user] of owner) {
    const start = timetable.get(visit)?.[0]?.at ?? 0;
    startsOf.set(user, [...(startsOf.get(user) ?? []), start]);
  }
  return [...startsOf.values()].some((unsorted) => {
    const starts = unsorted.toSorted((a, b) => a - b);
    return starts.some((start, index) => (starts[index + burstUser.mostOfOthers] ?? Infinity) - start <= 10 * minute);
  });
}
