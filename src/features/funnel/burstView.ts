import type { Filters } from '../../model/filters.ts';
import { type BurstRow, densestMinutes } from '../../model/queries/burst.ts';
import { notSet } from '../../model/tables.ts';
import { count, day, percent, smallNumber } from '../../ui/format.ts';
import { counted } from './wording.ts';

/** What burst users do to the numbers, and what can be done about it. */
export interface BurstView {
  /** The finding, and what supports it. */
  readonly lead: string;
  readonly support: string;
  readonly action: { readonly label: string; readonly traffic: Filters['traffic'] };
}

/** A line about the burst users among `row`, which is counted over all traffic; null where there are none. */
export function burstView(row: BurstRow, traffic: Filters['traffic']): BurstView | null {
  if (row.burstUsers === 0) return null;
  const who = capitalised(
    `${smallNumber(row.burstUsers)} burst ${row.burstUsers === 1 ? 'user' : 'users'}${whence(row)}`,
  );
  const one = row.burstUsers === 1;

  if (traffic === 'without-burst') {
    const lost = row.burstLost === 0 ? 'none of them lost' : `${count(row.burstLost)} of them lost`;
    return {
      lead: 'Burst traffic is left out.',
      support: `${who} with ${counted(row.burstSessions, 'sessions')}, ${lost}, ${one ? 'is' : 'are'} not counted.`,
      action: { label: 'Bring back', traffic: 'all' },
    };
  }
  if (traffic === 'burst') {
    return {
      lead: 'Only burst traffic is counted.',
      support: `${who} with ${counted(row.burstSessions, 'sessions')}, out of ${count(row.sessions)} with everybody’s.`,
      action: { label: 'Bring back the others', traffic: 'all' },
    };
  }
  return {
    lead: `${who} ${one ? 'accounts' : 'account'} for ${share(row)}.`,
    support: `${capitalised([density(row), without(row)].filter((clause) => clause !== null).join('; '))}.`,
    action: { label: 'Leave out burst traffic', traffic: 'without-burst' },
  };
}

function whence({ state, burstUsers }: BurstRow): string {
  if (state === null || state === notSet) return '';
  if (burstUsers === 1) return ` in ${state}`;
  return burstUsers === 2 ? `, both in ${state},` : `, all in ${state},`;
}

function share({ burstLost, lost, burstSessions, sessions }: BurstRow): string {
  if (burstLost === 0) return `${count(burstSessions)} of ${counted(sessions, 'sessions')}, and for none that are lost`;
  if (burstLost < lost) return `${count(burstLost)} of ${count(lost)} lost sessions`;
  return lost === 1 ? 'the one lost session' : `all ${count(lost)} lost sessions`;
}

function density({ burstUsers, burstSessions, most, mostDay }: BurstRow): string | null {
  if (most < 2 || mostDay === null) return null;
  const window = `within ${smallNumber(densestMinutes)} minutes on ${day(mostDay)}`;
  if (burstUsers > 1) return `One of them starts ${count(most)} sessions ${window}`;
  return most === burstSessions
    ? `All ${count(most)} of their sessions start ${window}`
    : `${count(most)} of their ${count(burstSessions)} sessions start ${window}`;
}

function without(row: BurstRow): string {
  const { restEntered, restConverted, restConversionRate } = row;
  if (restEntered === 0) return 'without them no session is left';
  if (restEntered === 1)
    return `without them one session is left, and it ${restConverted === 1 ? 'converts' : 'does not convert'}`;
  if (restConverted === restEntered) return 'without them every session converts';
  if (restConverted === 0) return 'without them no session converts';
  return `without them ${percent(restConversionRate, 1)} of ${counted(restEntered, 'sessions')} convert`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
