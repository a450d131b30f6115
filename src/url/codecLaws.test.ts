import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyValue, type Choice, type Day, noFilters } from '../model/filters.ts';
import { productMeasures, productSorts } from '../model/productMeasures.ts';
import { stepIds } from '../model/steps.ts';
import type { Compare } from '../model/comparison.ts';
import { type Condition, spanIds } from '../model/condition.ts';
import { dimensionIds, partitionIds } from '../model/dimensions.ts';
import { decode, encode } from './codec.ts';
import { onlyCodec, withoutCodec } from './conditionCodecs.ts';
import { parameterNames } from './parameters.ts';
import { longestQuery } from './rawQuery.ts';
import { longestName } from './valueCodecs.ts';
import { defaultViewState, losses, mapMeasures, type ViewState, views } from './viewState.ts';

const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    '!',
    '!Georgia',
    ',',
    'a,b',
    '%2C',
    '%',
    '&',
    'a=b',
    '+',
    ' ',
    '#',
    "Devil's Ivy",
    '__proto__',
    'ü',
    '\0',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => text.length <= longestName),
);

const choice: fc.Arbitrary<Choice> = fc
  .tuple(fc.constantFrom('only' as const, 'except' as const), fc.uniqueArray(name, { maxLength: 8 }))
  .map(([mode, values]) => (values.length === 0 ? anyValue : { mode, values: values.sort() }));

const day: fc.Arbitrary<Day> = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as Day);

const range = fc
  .tuple(fc.option(day), fc.option(day))
  .map(([a, b]) => (a !== null && b !== null && a > b ? { from: b, to: a } : { from: a, to: b }));

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ key: fc.constantFrom(...dimensionIds), value: name }),
  fc.record({ key: fc.constantFrom('reached' as const, 'missed' as const), value: fc.constantFrom(...stepIds) }),
  fc.record({ key: fc.constantFrom(...spanIds), value: fc.constantFrom('0-10', '60-120', '7200-') }),
  fc.constant({ key: 'bucket' as const, value: 'hour 2021-02-11T14:00' }),
);
/** In the order of the link, each once. */
const conditions = fc
  .uniqueArray(condition, { maxLength: 4, selector: (one) => `${one.key}:${one.value}` })
  .map((some) => onlyCodec.read(onlyCodec.write(some), 'only').value);
const compare: fc.Arbitrary<Compare> = fc.oneof(
  fc.constantFrom<Compare>({ kind: 'none' }, { kind: 'previous' }, { kind: 'rest' }),
  fc.tuple(day, day).map(([a, b]) => ({ kind: 'period' as const, from: a < b ? a : b, to: a < b ? b : a })),
);

/** Any state a page can be in, with names as bad as names get. */
const arbitraryViewState: fc.Arbitrary<ViewState> = fc.record({
  data: fc.option(name),
  view: fc.constantFrom(...views),
  filters: fc
    .record({
      range,
      product: choice,
      country: choice,
      state: choice,
      employee: choice,
      traffic: fc.constantFrom('all' as const, 'without-burst' as const, 'burst' as const),
      step: fc.record({
        reached: fc.option(fc.constantFrom(...stepIds)),
        missed: fc.option(fc.constantFrom(...stepIds)),
      }),
      only: conditions,
      without: fc
        .array(conditions, { maxLength: 3 })
        .map((some) => withoutCodec.read(withoutCodec.write(some), 'without').value),
      complement: fc.constant('none' as const),
    })
    .map(({ range: days, ...rest }) => ({ ...days, ...rest })),
  counting: fc.record({
    reading: fc.constantFrom('reached' as const, 'has' as const, 'ordered' as const),
    base: fc.constantFrom('first' as const, 'all' as const),
    unit: fc.constantFrom('sessions' as const, 'users' as const),
  }),
  grain: fc.constantFrom('auto' as const, 'hour' as const, 'day' as const, 'week' as const, 'month' as const),
  products: fc.record({
    measure: fc.constantFrom(...productMeasures),
    top: fc.integer({ min: 1, max: 50 }),
    sort: fc.constantFrom(...productSorts),
    order: fc.constantFrom('descending' as const, 'ascending' as const),
    find: fc.option(name),
    focus: fc.option(name),
  }),
  snapshots: fc.record({
    snapshotFrom: fc.option(day),
    snapshotTo: fc.option(day),
    snapshotA: fc.option(day),
    snapshotB: fc.option(day),
    last: fc.integer({ min: 1, max: 500 }),
  }),
  map: fc.constantFrom(...mapMeasures),
  compare,
  by: fc.option(fc.constantFrom(...partitionIds)),
  loss: fc.constantFrom(...losses),
  span: fc.constantFrom(...spanIds),
  sessions: fc.option(conditions),
  sql: fc.option(name),
  embed: fc.option(name),
  check: fc.option(name),
});

describe('every link', () => {
  const ofEveryObject = Object.getOwnPropertyNames(Object.prototype);
  const garbage = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('%', '2', 'C', ',', '!', '&', '=', '+', '?', 'E', '0', '\ud800', 'é') }),
    fc
      .array(fc.tuple(fc.constantFrom(...parameterNames, '__proto__', 'embed', 'x'), fc.string({ unit: 'binary' })))
      .map((parts) => `?${parts.map((part) => part.join('=')).join('&')}`),
    fc.webQueryParameters(),
  );

  it('is read without throwing, into a state that has one canonical link', () => {
    fc.assert(
      fc.property(garbage, (search) => {
        const first = decode(search);
        const link = encode(first.state);
        const again = decode(link);
        expect(again.issues).toEqual([]);
        expect(encode(again.state)).toBe(link);
        expect(again.state).toEqual(first.state);
        expect(Object.getPrototypeOf(first.state.filters)).toBe(Object.prototype);
        expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(ofEveryObject);
      }),
      { numRuns: 1000 },
    );
  });

  it('says the whole state, with names as bad as names get', () => {
    fc.assert(
      fc.property(arbitraryViewState, (state) => {
        const link = encode(state);
        fc.pre(link.length <= longestQuery);
        expect(decode(link)).toEqual({ state, issues: [] });
        expect(link).toMatch(/^$|^\?[A-Za-z0-9%\-._~!'(),;:=&]+$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('of thirty products, all but one state and every switch stays below 2000 characters', () => {
    const names = (count: number, length: number) =>
      Array.from({ length: count }, (_, i) =>
        `${String.fromCharCode(65 + (i % 26))}${i} Plant's name`.padEnd(length, 'x'),
      );
    const link = encode({
      ...defaultViewState,
      data: 'greenery-2021',
      view: 'funnel',
      filters: {
        ...noFilters,
        from: '2021-02-09' as Day,
        to: '2021-02-11' as Day,
        product: { mode: 'only', values: names(30, 18) },
        country: { mode: 'only', values: ['United States'] },
        state: { mode: 'except', values: names(31, 12) },
        employee: { mode: 'except', values: ['yes', '(not set)'] },
        traffic: 'without-burst',
        step: { reached: 'add_to_cart', missed: 'package_shipped' },
      },
      counting: { reading: 'ordered', base: 'all', unit: 'users' },
      grain: 'month',
    });
    expect(link.length).toBeLessThanOrEqual(2000);
    expect(link.length).toBeGreaterThan(900);
  });
});
