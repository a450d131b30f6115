import { expect, it } from 'vitest';
import { parseDay } from '../../model/filters.ts';
import type { BurstRow } from '../../model/queries/burst.ts';
import { burstView } from './burstView.ts';

const georgia: BurstRow = {
  burstUsers: 1,
  burstSessions: 219,
  burstLost: 217,
  lost: 217,
  sessions: 578,
  most: 218,
  mostDay: parseDay('2021-02-11'),
  mostFrom: '14:20:32',
  mostTo: '14:25:20',
  state: 'Georgia',
  restEntered: 359,
  restConverted: 359,
  restConversionRate: 1,
};

function told(change: Partial<BurstRow>, traffic: Parameters<typeof burstView>[1] = 'all'): string | null {
  const view = burstView({ ...georgia, ...change }, traffic);
  return view === null ? null : `${view.lead} ${view.support}`.replaceAll(/[\u00a0\u202f]/g, ' ');
}

it.each<[string, Partial<BurstRow>, string | null]>([
  [
    'one user who owns every loss',
    {},
    'One burst user in Georgia accounts for all 217 lost sessions. 218 of their 219 sessions start within five minutes on 11 Feb 2021; without them every session converts.',
  ],
  ['nobody', { burstUsers: 0, burstSessions: 0, burstLost: 0 }, null],
  [
    'a part of the losses, of no known state',
    { lost: 400, state: null, restConverted: 176, restConversionRate: 176 / 359 },
    'One burst user accounts for 217 of 400 lost sessions. 218 of their 219 sessions start within five minutes on 11 Feb 2021; without them 49.0 % of 359 sessions convert.',
  ],
  [
    'two users of one state',
    { burstUsers: 2 },
    'Two burst users, both in Georgia, account for all 217 lost sessions. One of them starts 218 sessions within five minutes on 11 Feb 2021; without them every session converts.',
  ],
  [
    'many users of several states',
    { burstUsers: 12, state: null, restConverted: 0, restConversionRate: 0 },
    '12 burst users account for all 217 lost sessions. One of them starts 218 sessions within five minutes on 11 Feb 2021; without them no session converts.',
  ],
  [
    'a user who loses nothing',
    { burstLost: 0, lost: 0, burstSessions: 218 },
    'One burst user in Georgia accounts for 218 of 578 sessions, and for none that are lost. All 218 of their sessions start within five minutes on 11 Feb 2021; without them every session converts.',
  ],
  [
    'nothing but the burst user',
    { restEntered: 0, restConverted: 0, restConversionRate: null, most: 1 },
    'One burst user in Georgia accounts for all 217 lost sessions. Without them no session is left.',
  ],
  [
    'one session beside the burst user’s single loss, of a state that is not set',
    {
      burstLost: 1,
      lost: 1,
      restEntered: 1,
      restConverted: 0,
      restConversionRate: 0,
      mostDay: null,
      state: '(not set)',
    },
    'One burst user accounts for the one lost session. Without them one session is left, and it does not convert.',
  ],
])('tells of %s', (_, change, sentence) => expect(told(change)).toBe(sentence));

it('says who is left out, and how to bring them back', () => {
  expect(told({}, 'without-burst')).toBe(
    'Burst traffic is left out. One burst user in Georgia with 219 sessions, 217 of them lost, is not counted.',
  );
  expect(burstView(georgia, 'without-burst')?.action).toEqual({ label: 'Bring back', traffic: 'all' });
  expect(burstView(georgia, 'all')?.action).toEqual({ label: 'Leave out burst traffic', traffic: 'without-burst' });
});

it('says that only burst traffic is counted', () => {
  expect(told({ burstUsers: 3, burstLost: 0 }, 'burst')).toBe(
    'Only burst traffic is counted. Three burst users, all in Georgia, with 219 sessions, out of 578 with everybody’s.',
  );
});
