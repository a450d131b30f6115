import { describe, expect, it } from 'vitest';
import { anyValue, type Choice, type Counting } from '../../model/filters.ts';
import type { StateRow } from '../../model/queries/byPlace.ts';
import { figures } from '../../testing/figures.ts';
import type { MapMeasure } from '../../url/viewState.ts';
import { stateMapView } from './stateMapView.ts';

const bySession: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };

function row(state: string, sessions: number, change: Partial<StateRow> = {}): StateRow {
  return {
    state,
    country: 'United States',
    sessions,
    all: sessions,
    counts: { page_view: sessions, add_to_cart: sessions, checkout: sessions, package_shipped: sessions },
    lost: 0,
    lostShare: null,
    conversionRate: 1,
    conversionLow: 0.5,
    conversionHigh: 1,
    ...change,
  };
}

const reference = figures.states.map(({ state, sessions, counts }) => {
  const [entered = 0, , converted = 0] = counts;
  return row(state, sessions, { lost: entered - converted, conversionRate: converted / entered });
});

function view(
  rows: readonly StateRow[],
  measure: MapMeasure = 'sessions',
  choice: Choice = anyValue,
  counting = bySession,
) {
  const map = stateMapView(rows, counting, { state: choice }, measure);
  if (map === null) throw new Error('no map');
  const stateOf = (code: string) => map.states.find((state) => state.code === code);
  return { ...map, stateOf };
}

describe('the reference states', () => {
  it('are all placed, in their order, and the nineteen others are told apart', () => {
    const { states, legend, unplaced } = view(reference);
    expect(states).toHaveLength(51);
    expect(states.filter(({ switches }) => switches !== null).map(({ title }) => title)).toEqual(
      figures.states.map(({ state }) => state),
    );
    expect(states.filter(({ tone }) => tone === 'nobody')).toHaveLength(19);
    expect(legend[0]).toEqual({ tone: 'nobody', label: 'no sessions' });
    expect(unplaced).toBeNull();
  });

  it('have a tone by each measure', () => {
    const tones = (measure: MapMeasure) => {
      const { stateOf, ramp } = view(reference, measure);
      return [ramp, ...['GA', 'TX', 'DC', 'ME'].map((code) => stateOf(code)?.tone)];
    };
    expect(tones('sessions')).toEqual(['steps', 5, 4, 3, 'nobody']);
    expect(tones('conversion')).toEqual(['steps', 1, 5, 5, 'nobody']);
    expect(tones('lost')).toEqual(['loss', 5, 'zero', 'zero', 'nobody']);
  });

  it('say their numbers to the eye and to the ear', () => {
    const georgia = view(reference).stateOf('GA');
    expect(georgia?.switches).toEqual({ value: 'Georgia', name: 'Georgia: 221 sessions, 217 lost, 1.81 % convert' });
    expect(georgia?.facts.map(({ label, text }) => `${label} ${text.replaceAll('\u00a0', ' ')}`)).toEqual([
      'Sessions 221',
      'Lost 217',
      'Conversion 1.81 %',
      '95 % interval 50.0 – 100.0 %',
    ]);
  });
});

it('counts users when users are counted, and says so', () => {
  const { label, stateOf } = view([row('Ohio', 9, { all: 3 })], 'sessions', anyValue, {
    ...bySession,
    unit: 'users',
  });
  expect(label).toBe('Map of the United States, coloured by users');
  expect(stateOf('OH')?.facts[0]).toEqual({ label: 'Users', text: '3' });
});

it('marks what the filter names', () => {
  const rows = [row('Ohio', 2), row('Iowa', 1)];
  const filtered = (mode: 'only' | 'except') => {
    const { stateOf } = view(rows, 'sessions', { mode, values: ['Ohio'] });
    return [stateOf('OH')?.filtered, stateOf('IA')?.filtered];
  };
  expect(filtered('only')).toEqual(['chosen', null]);
  expect(filtered('except')).toEqual(['leftOut', null]);
});

it('places codes and any case, and filters by the spelling of the data', () => {
  const { stateOf, unplaced } = view([
    row('ga', 5),
    row('NEW YORK', 4),
    row('D.C.', 3),
    row('tx', 1, { country: 'USA' }),
  ]);
  expect(['GA', 'NY', 'DC', 'TX'].map((code) => stateOf(code)?.switches?.value)).toEqual([
    'ga',
    'NEW YORK',
    'D.C.',
    'tx',
  ]);
  expect(unplaced).toBeNull();
});

it('places a state whose country nobody told, and none of another country', () => {
  const { stateOf } = view([row('Georgia', 9, { country: 'Georgia' }), row('Ohio', 1, { country: '(not set)' })]);
  expect([stateOf('GA')?.tone, stateOf('OH')?.tone]).toEqual(['nobody', 1]);
});

it('names what it cannot place, with its number, and drops nothing', () => {
  const rows = [
    row('Georgia', 9),
    row('State 07', 4),
    row('GA', 3),
    row('Puerto Rico', 1),
    row('Bretagne', 2, { country: 'France' }),
  ];
  expect(view(rows).unplaced).toBe(
    'Not on the map: State 07 (4 sessions), GA (3 sessions, another spelling of Georgia), Puerto Rico (1 session), 1 state abroad. The list has them.',
  );
  const many = Array.from({ length: 3000 }, (_, index) => row(`State ${index}`, 1));
  expect(view([row('Ohio', 1), ...many]).unplaced?.replaceAll('\u202f', ' ')).toMatch(
    /State 11 \(1 session\), 2 988 more names\./,
  );
});

it('is no map where no state is on it', () => {
  for (const rows of [[], [row('State 07', 4)], [row('Bretagne', 2, { country: 'France' })]])
    expect(stateMapView(rows, bySession, { state: anyValue }, 'sessions')).toBeNull();
});

describe('coloured by change', () => {
  const here = [
    row('Georgia', 220, { conversionRate: 0.0136, conversionLow: 0.0046, conversionHigh: 0.0393 }),
    row('Texas', 51),
    row('Ohio', 2),
    row('Utah', 9, { conversionRate: 0.6, conversionLow: 0.4, conversionHigh: 0.8 }),
  ];
  const there = [row('Georgia', 1), row('Texas', 36), row('Utah', 9, { conversionRate: 0.5 }), row('Iowa', 3)];
  const other = { side: { days: null, overlaps: false }, rows: there };
  const changed = () => {
    const map = stateMapView(here, bySession, { state: anyValue }, 'change', other);
    if (map === null) throw new Error('no map');
    return map;
  };

  it('tells less, more, no change and what only one side has', () => {
    const { states, ramp, label } = changed();
    const toneOf = (code: string) => states.find((state) => state.code === code)?.tone;
    expect(['GA', 'TX', 'UT', 'OH', 'IA', 'ME'].map(toneOf)).toEqual([
      'less-2',
      'zero',
      'more-1',
      'unknown',
      'unknown',
      'nobody',
    ]);
    expect([ramp, label]).toEqual(['change', 'Map of the United States, coloured by change of conversion']);
  });

  it('says the numbers of both sides', () => {
    const georgia = changed().states.find(({ code }) => code === 'GA');
    expect(georgia?.facts.slice(-4).map(({ label, text }) => `${label}: ${text.replaceAll('\u00a0', ' ')}`)).toEqual([
      'Conversion there: 100 %',
      'Difference: −98.6 pts',
      '95 % of it: −99.5 to −48.6',
      'So it is: lower',
    ]);
    expect(georgia?.switches?.name).toMatch(/, there 100\.00 %, -98\.64 pts$/);
  });

  it('needs another side', () => {
    expect(view(here, 'change').label).toBe('Map of the United States, coloured by sessions');
  });
});
