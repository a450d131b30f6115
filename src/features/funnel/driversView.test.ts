import { describe, expect, it } from 'vitest';
import type { Conditions } from '../../model/condition.ts';
import type { Driver, DriverSearch } from '../../model/drivers.ts';
import { driverSentence, driversView, noDriver } from './driversView.ts';

const user: Driver = {
  conditions: [{ key: 'user', value: 'd1f08820-32e6-4a31-abba-5aa533bc15a9' }],
  same: [[{ key: 'traffic', value: 'burst' }]],
  sessions: 219,
  lost: 217,
  newSessions: 219,
  newLost: 217,
  lostShare: 1,
  sessionsShare: 219 / 578,
  there: { rate: 2 / 219, low: 0.0025, high: 0.0327 },
  withoutSessions: 359,
  without: { rate: 1, low: 0.9894, high: 1 },
  changeRate: 217 / 578,
  burstStarts: 218,
  p: 5e-161,
  tested: 534,
};
const search: DriverSearch = { sessions: 578, lost: 217, tested: 534, drivers: [user] };
const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null;
const of = (...conditions: Conditions): Driver => ({
  ...user,
  conditions,
  same: [],
  sessions: 150,
  lost: 120,
  burstStarts: 0,
  withoutSessions: 428,
  without: { rate: 331 / 428, low: 0.73, high: 0.81 },
});

describe('the first driver in words', () => {
  it('is one user', () => {
    expect(plain(driverSentence(user, search, 'all'))).toBe(
      'One user (d1f08820) accounts for 217 of 217 lost sessions: 219 sessions, 218 of them started within five minutes. Without it, 100 % of 359 sessions check out.',
    );
  });

  it.each<[Conditions, string]>([
    [[{ key: 'state', value: 'Georgia' }], 'Sessions from Georgia'],
    [[{ key: 'viewed', value: 'Pothos' }], 'Sessions that viewed Pothos'],
    [[{ key: 'hour', value: '14' }], 'Sessions that started from 14:00 to 14:59 UTC'],
    [[{ key: 'traffic', value: 'burst' }], 'Sessions of burst users'],
    [[{ key: 'products_viewed', value: '5+' }], 'Sessions that viewed 5 products or more'],
    [[{ key: 'stock', value: 'out of stock' }], 'Sessions that viewed a product that was out of stock'],
    [[{ key: 'promo', value: '(no promo)' }], 'Sessions that used no promo'],
    [[{ key: 'state', value: '(not set)' }], 'Sessions that have no known state'],
    [
      [
        { key: 'state', value: 'Georgia' },
        { key: 'weekday', value: 'Monday' },
      ],
      'Sessions from Georgia that started on a Monday',
    ],
    [
      [
        { key: 'viewed', value: 'Pothos' },
        { key: 'hour', value: '14' },
      ],
      'Sessions that viewed Pothos and started from 14:00 to 14:59 UTC',
    ],
  ])('is %j', (conditions, subject) => {
    expect(plain(driverSentence(of(...conditions), search, 'all'))).toBe(
      `${subject} account for 120 of 217 lost sessions: 150 sessions. Without them, 77.3 % of 428 sessions check out.`,
    );
  });

  it('says before which step', () => {
    expect(plain(driverSentence(of({ key: 'customer', value: 'new' }), search, 'add_to_cart'))).toBe(
      'Sessions of users without an order before account for 120 of 217 sessions lost before add to cart: 150 sessions. Without them, 77.3 % of 428 sessions add to cart.',
    );
  });
});

describe('no driver', () => {
  const told = (change: Partial<DriverSearch>) => plain(noDriver({ ...search, ...change }, 'checkout'));

  it('is told with what was looked at', () => {
    expect(told({})).toBe(
      'No driver stands out: 217 of 578 sessions are lost, and of 534 groups of sessions looked at, none loses more than the others by more than chance.',
    );
    expect(told({ sessions: 8, lost: 1, tested: 0 })).toBe(
      'No driver can be told: 1 of 8 sessions is lost, too few to compare groups of them.',
    );
  });

  it('is told where nothing is lost, or there is nothing', () => {
    expect(told({ sessions: 359, lost: 0 })).toBe(
      'Nothing is lost: all 359 sessions at add to cart are at checkout too.',
    );
    expect(told({ sessions: 1, lost: 0 })).toBe('Nothing is lost: the one session at add to cart is at checkout too.');
    expect(told({ sessions: 0, lost: 0 })).toBe('No session is at add to cart.');
    expect(noDriver({ ...search, sessions: 0, lost: 0 }, 'all')).toBe('No sessions match these filters.');
  });
});

describe('the list', () => {
  it('names each driver, the same sessions by other names, and what is new in it', () => {
    const second = { ...of({ key: 'state', value: 'Georgia' }), newSessions: 30, newLost: 12 };
    const view = driversView({ ...search, drivers: [user, second] }, 'all', 'reached');
    expect(view.empty).toBeNull();
    expect(view.lines.map(({ label, notes }) => [label, notes])).toEqual([
      ['User: d1f08820', ['The same sessions: Traffic: burst users.', '218 of them started within five minutes.']],
      ['State: Georgia', ['Beside the drivers above: 30 sessions, 12 lost.']],
    ]);
    expect(view.lines.map(({ lost, lostShare, change }) => [lost, lostShare, change].map(plain))[0]).toEqual([
      '217',
      '100 %',
      '+37.5 pts',
    ]);
  });

  it('has the same numbers as a table', () => {
    const { numbers } = driversView(search, 'all', 'reached');
    expect(numbers.rows).toEqual([
      [
        'User: d1f08820',
        '219',
        '217',
        '100.00 %',
        '37.89 %',
        '0.91 %',
        '0.25 % to 3.27 %',
        '359',
        '100.00 %',
        '98.94 % to 100.00 %',
        '37.54 pts',
        '<0.0001',
        '534',
      ],
    ]);
    expect(numbers.columns).toHaveLength(13);
  });

  it('gives way to a sentence where nothing stands out', () => {
    const view = driversView({ ...search, drivers: [] }, 'all', 'reached');
    expect([view.sentence, view.lines, view.numbers.rows]).toEqual([null, [], []]);
    expect(view.empty).toContain('No driver stands out');
  });
});
