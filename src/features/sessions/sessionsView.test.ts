import { describe, expect, it } from 'vitest';
import type { Counting } from '../../model/filters.ts';
import type { SessionMark } from '../../model/queries/sessionEvents.ts';
import type { SessionCount, SessionRow } from '../../model/queries/sessionList.ts';
import { eventLines, listNotes, narrowingText, orderText, sessionLine, stripOf, titleText } from './sessionsView.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const users: Counting = { ...counting, unit: 'users' };
const total: SessionCount = { sessions: 361, users: 120, withoutUser: 0, unconcerned: 0 };
const loss = [
  { key: 'missed', value: 'checkout' },
  { key: 'reached', value: 'page_view' },
] as const;

const row: SessionRow = {
  session: 's1',
  user: 'd1f08820-32e6-4a31-abba-5aa533bc15a9',
  startedAt: '2021-02-11T14:20:32.000000',
  seconds: 125,
  state: 'Georgia',
  country: 'United States',
  burst: true,
  events: 5,
  step: 'checkout',
  concerned: true,
  viewedCount: 2,
  viewed: ['Pothos', 'Monstera'],
  order: '0e9b8ee9-ad0a-42f4-a778-e1dd3e6f6c51',
  orders: 1,
  revenue: 123.4,
};

describe('the title', () => {
  it('says how many sessions there are, and of how many users where users are counted', () => {
    expect(titleText(total, counting)).toBe('361 sessions');
    expect(titleText(total, users)).toBe('361 sessions of 120 users');
    expect(titleText({ ...total, sessions: 1, users: 1 }, users)).toBe('1 session of 1 user');
    expect(titleText({ ...total, sessions: 0, users: 0 }, users)).toBe('No sessions');
  });

  it('tells how far sessions came before what they did not reach', () => {
    expect(narrowingText([], counting)).toBeNull();
    expect(narrowingText(loss, counting)).toBe('Reached page view · did not reach checkout');
    expect(narrowingText([...loss, { key: 'state', value: 'Georgia' }], counting)).toBe(
      'State: Georgia · reached page view · did not reach checkout',
    );
  });
});

describe('the notes', () => {
  it('say nothing where the list is what was counted', () => {
    expect(listNotes(total, loss, counting)).toEqual([]);
    expect(listNotes({ ...total, withoutUser: 3 }, [], counting)).toEqual([]);
  });

  it('say why the list and the number differ', () => {
    const of = (some: Partial<SessionCount>, way: Counting) => listNotes({ ...total, ...some }, loss, way).join(' ');
    expect(of({ unconcerned: 1 }, counting)).toBe('1 of them has nothing to do with the chosen products.');
    expect(of({ unconcerned: 402 }, counting)).toBe('402 of them have nothing to do with the chosen products.');
    expect(of({ withoutUser: 3 }, users)).toMatch(/^3 of them name no user\. A user who came further/);
    expect(of({}, { ...counting, reading: 'has' })).toMatch(/^Lost is the difference of two counts/);
  });
});

describe('a line', () => {
  it('tells a session in words', () => {
    expect(sessionLine(row, 'USD')).toEqual({
      session: 's1',
      start: '11 Feb 2021, 14:20:32',
      took: 'took 2\u00a0min\u00a05\u00a0s',
      user: row.user,
      userText: 'd1f08820',
      place: 'Georgia',
      burst: true,
      events: '5 events, to checkout',
      viewed: 'Pothos, Monstera',
      viewedMore: null,
      order: '0e9b8ee9',
      revenue: '$123.40',
    });
  });

  it('has a dash for what is not known', () => {
    const unknown: SessionRow = {
      ...row,
      user: null,
      startedAt: null,
      seconds: null,
      state: '(not set)',
      country: '(not set)',
      step: null,
      events: 1,
      viewedCount: 0,
      viewed: [],
      order: null,
      orders: 0,
      revenue: 0,
    };
    expect(sessionLine(unknown, 'USD')).toMatchObject({
      start: 'Start not known',
      took: '—',
      userText: '—',
      place: '—',
      events: '1 event, at no step',
      viewed: '—',
      order: '—',
      revenue: '—',
    });
  });

  it('names two products and counts the rest where there are more than three, and counts orders', () => {
    const many = sessionLine({ ...row, viewed: ['Pothos', 'Monstera', 'Ficus'], viewedCount: 12, orders: 2 }, 'USD');
    expect([many.viewed, many.viewedMore]).toEqual(['Pothos, Monstera', 'and 10 more']);
    expect(many.order).toBe('2 orders');
    const three = sessionLine({ ...row, viewed: ['Pothos', 'Monstera', 'Ficus'], viewedCount: 3 }, 'USD');
    expect([three.viewed, three.viewedMore]).toEqual(['Pothos, Monstera, Ficus', null]);
  });

  it('says which end of the order comes first', () => {
    expect(orderText({ by: 'start', order: 'descending' })).toBe('newest first');
    expect(orderText({ by: 'duration', order: 'ascending' })).toBe('shortest first');
  });
});

describe('the strip', () => {
  const mark = (step: SessionMark['step'], seconds: number | null, events = 1): SessionMark => ({
    session: 's1',
    step,
    seconds,
    events,
  });

  it('puts events where they happened, what was shipped behind the end', () => {
    const strip = stripOf(
      [mark('page_view', 0), mark('page_view', 30, 2), mark('checkout', 60), mark('package_shipped', 7200)],
      60,
    );
    expect(strip.marks.map(({ position, at }) => [position, at])).toEqual([
      [1, 0],
      [1, 0.5],
      [3, 1],
      [4, 'after'],
    ]);
    expect(strip.name).toBe('3 × Page view, Checkout, Package shipped');
    expect(strip.marks[1]?.name).toBe('2 × Page view, after 30\u00a0s');
  });

  it('has no NaN for a session of one moment, and does not draw what has no time', () => {
    expect(stripOf([mark('page_view', 0), mark(null, null)], 0)).toEqual({
      name: 'Page view, Other event',
      marks: [{ position: 1, at: 0, name: 'Page view, after 0\u00a0s' }],
    });
    expect(stripOf([], null)).toEqual({ name: 'Nothing known', marks: [] });
  });
});

it('tells events with their time since the start, also before it', () => {
  const event = { event: 'e1', type: 'login', step: null, product: null, order: null } as const;
  const [login, early] = eventLines([
    { ...event, happenedAt: '2021-02-11T14:20:32.250000', seconds: 65 },
    { ...event, step: 'package_shipped', type: 'package_shipped', happenedAt: null, seconds: -3600 },
  ]);
  expect(login).toMatchObject({
    position: 0,
    what: 'login',
    at: '11 Feb 2021, 14:20:32.25',
    after: '+1\u00a0min\u00a05\u00a0s',
  });
  expect(early).toMatchObject({ position: 4, what: 'Package shipped', at: '—', after: '−1\u00a0h', product: '—' });
});
