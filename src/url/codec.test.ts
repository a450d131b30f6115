import { describe, expect, it } from 'vitest';
import { type Choice, type Day, type Filters, noFilters } from '../model/filters.ts';
import { decode, encode } from './codec.ts';
import { longestName, mostListItems } from './valueCodecs.ts';
import { defaultViewState, type ViewState } from './viewState.ts';

const only = (...values: string[]): Choice => ({ mode: 'only', values });
const except = (...values: string[]): Choice => ({ mode: 'except', values });
const withFilters = (filters: Partial<Filters>): ViewState => ({
  ...defaultViewState,
  filters: { ...noFilters, ...filters },
});

describe('a state and its link', () => {
  it.each<[string, ViewState, string]>([
    ['the default is an empty link', defaultViewState, ''],
    ['a dataset', { ...defaultViewState, data: 'greenery-2021' }, '?data=greenery-2021'],
    ['a range', withFilters({ from: '2021-02-09' as Day, to: '2021-02-11' as Day }), '?from=2021-02-09&to=2021-02-11'],
    ['a readable list', withFilters({ product: only("Devil's Ivy", 'Pothos') }), "?product=Devil's%20Ivy,Pothos"],
    ['an excluded state', withFilters({ state: except('Georgia') }), '?state=!Georgia'],
    ['several excluded', withFilters({ state: except('Georgia', 'Texas') }), '?state=!Georgia,Texas'],
    ['a comma inside a name', withFilters({ product: only('Ivy, variegated') }), '?product=Ivy%2C%20variegated'],
    ['a name that begins with !', withFilters({ product: only('!New') }), '?product=%21New'],
    ['such a name, excluded', withFilters({ product: except('!New') }), '?product=!%21New'],
    [
      'what means something in a link',
      withFilters({ product: only('a&b=c#d+e%f*') }),
      '?product=a%26b%3Dc%23d%2Be%25f%2A',
    ],
    ['letters of other alphabets', withFilters({ product: only('Grünlilie') }), '?product=Gr%C3%BCnlilie'],
    ['unknown places', withFilters({ state: only('(not set)') }), '?state=(not%20set)'],
    ['traffic', withFilters({ traffic: 'without-burst' }), '?traffic=without-burst'],
    ['a step reached', withFilters({ step: { reached: 'checkout', missed: null } }), '?step=checkout'],
    ['a step missed', withFilters({ step: { reached: null, missed: 'checkout' } }), '?step=!checkout'],
    [
      'lost between two steps',
      withFilters({ step: { reached: 'add_to_cart', missed: 'checkout' } }),
      '?step=add_to_cart,!checkout',
    ],
    [
      'counting and grain',
      { ...defaultViewState, counting: { reading: 'has', base: 'all', unit: 'users' }, grain: 'week' },
      '?reading=has&base=all&unit=users&grain=week',
    ],
    [
      'everything, in one order',
      {
        data: 'mine',
        view: 'funnel',
        filters: {
          from: '2021-02-10' as Day,
          to: null,
          product: only('Pothos'),
          country: only('United States'),
          state: except('Ohio'),
          employee: only('no'),
          traffic: 'burst',
          step: { reached: 'page_view', missed: null },
          only: [
            { key: 'hour', value: '14' },
            { key: 'weekday', value: 'Monday' },
          ],
          without: [[{ key: 'user', value: 'a;b:c,d' }]],
          complement: 'none',
        },
        compare: { kind: 'period', from: '2021-02-09' as Day, to: '2021-02-10' as Day },
        by: 'weekday',
        loss: 'checkout',
        span: 'view_to_cart',
        sessions: [{ key: 'view_to_checkout', value: '60-120' }],
        sql: 'select 1;\n',
        embed: 'funnel',
        check: 'ab12',
        counting: { reading: 'ordered', base: 'all', unit: 'sessions' },
        grain: 'hour',
        products: { measure: 'revenue', top: 5, sort: 'stock', order: 'ascending', find: 'palm, ', focus: 'Pothos' },
        snapshots: {
          snapshotFrom: '2023-04-17' as Day,
          snapshotTo: null,
          snapshotA: '2023-04-24' as Day,
          snapshotB: '2023-05-01' as Day,
          last: 4,
        },
        map: 'lost',
      },
      '?data=mine&from=2021-02-10&product=Pothos&country=United%20States&state=!Ohio&employee=no&traffic=burst' +
        '&step=page_view&only=hour:14;weekday:Monday&without=user:a%3Bb%3Ac%2Cd&reading=ordered&base=all' +
        '&compare=2021-02-09..2021-02-10&by=weekday&grain=hour&map=lost&loss=checkout&span=view_to_cart' +
        '&sessions=view_to_checkout:60-120&measure=revenue&top=5&sort=stock&order=ascending' +
        '&find=palm%2C%20&focus=Pothos&snapshotFrom=2023-04-17&snapshotA=2023-04-24&snapshotB=2023-05-01&last=4' +
        '&sql=select%201%3B%0A&embed=funnel&check=ab12',
    ],
  ])('%s', (_, state, search) => {
    expect(encode(state)).toBe(search);
    expect(decode(search)).toEqual({ state, issues: [] });
  });

  it('is the same whatever the order and number of the chosen values', () => {
    expect(encode(withFilters({ product: only('Pothos', 'Bamboo', 'Pothos') }))).toBe('?product=Bamboo,Pothos');
  });

  it('leaves out a list without names, in either mode', () => {
    expect(encode(withFilters({ product: except(), state: only('') }))).toBe('');
  });
});

describe('a link that was not written here', () => {
  const nothing = defaultViewState;
  it.each<[string, string, ViewState, string[]]>([
    ['an empty query', '?', nothing, []],
    ['a plus for a space', '?state=New+York', withFilters({ state: only('New York') }), []],
    ['! before each name', '?state=!Ohio,!Texas', withFilters({ state: except('Ohio', 'Texas') }), []],
    ['values left empty', '?product=&from=&view=&state=!&country=,,', nothing, []],
    ['a name without =', '?product&unit=users', { ...nothing, counting: { ...nothing.counting, unit: 'users' } }, []],
    ['trackers', '?utm_source=mail&fbclid=1&gclid=2&unit=sessions', nothing, []],
    [
      'a day that is none',
      '?from=2021-02-30&to=2021-03-01',
      withFilters({ to: '2021-03-01' as Day }),
      ['The link’s “from=2021-02-30” is not a day; it is left out.'],
    ],
    ['a day in words', '?to=yesterday', nothing, ['The link’s “to=yesterday” is not a day; it is left out.']],
    [
      'a backward range',
      '?from=2021-02-11&to=2021-02-09&unit=users',
      { ...nothing, counting: { ...nothing.counting, unit: 'users' } },
      ['The link’s range ends (“to=2021-02-09”) before it starts (“from=2021-02-11”); both are left out.'],
    ],
    [
      'an unknown word',
      '?reading=strict&base=all',
      { ...nothing, counting: { ...nothing.counting, base: 'all' } },
      ['The link’s “reading=strict” is none of “reached”, “has”, “ordered”; “reached” is used.'],
    ],
    [
      'an unknown view',
      '?view=__proto__',
      nothing,
      ['The link’s “view=__proto__” is none of “funnel”, “products”, “inventory”, “orders”, “data”; “funnel” is used.'],
    ],
    [
      'a broken escape in one of two names',
      '?product=Pothos,%E0%A4',
      withFilters({ product: only('Pothos') }),
      ['The link’s “product” holds “%E0%A4”, a broken % escape; it is left out.'],
    ],
    [
      'only and except at once',
      '?product=Pothos,!Bamboo',
      withFilters({ product: only('Pothos') }),
      ['The link’s “product” chooses and excludes at once; “!Bamboo” is left out.'],
    ],
    [
      'a repeated name',
      '?state=Ohio&state=Texas',
      withFilters({ state: only('Ohio') }),
      ['The link says “state” more than once; the first is used.'],
    ],
    [
      'a comparison with nothing known',
      '?compare=2021-02-11..2021-02-09&by=viewed',
      nothing,
      [
        'The link’s “compare=2021-02-11..2021-02-09” is none of “previous”, “rest” or a period like “2021-02-09..2021-02-10”; nothing is compared.',
        'The link’s “by=viewed” is none of “user”, “traffic”, “country”, “state”, “employee”, “customer”, “first_viewed”, “products_viewed”, “stock”, “promo”, “weekday”, “hour”; it is left out.',
      ],
    ],
    [
      'conditions that mean nothing',
      '?only=hour:14;colour:red;view_to_cart:soon&without=product:Pothos,reached:nowhere,bucket:hour%202021-02-11T14%3A00',
      withFilters({
        only: [{ key: 'hour', value: '14' }],
        without: [[{ key: 'bucket', value: 'hour 2021-02-11T14:00' }]],
      }),
      [
        'The link’s “only” asks for “colour:red”, which means nothing here; it is left out.',
        'The link’s “only” asks for “view_to_cart:soon”, which means nothing here; it is left out.',
        'The link’s “without” asks for “product:Pothos”, which means nothing here; it is left out.',
        'The link’s “without” asks for “reached:nowhere”, which means nothing here; it is left out.',
      ],
    ],
    ['sessions of nothing', '?sessions=all', { ...nothing, sessions: [] }, []],
    [
      'unknown names',
      '?__proto__=1&constructor=2&Product=Pothos',
      nothing,
      ['Not known here, and ignored: the link’s “__proto__”, “constructor”, “Product”.'],
    ],
    [
      'many unknown names',
      '?a&b&c&d&e&f&g',
      nothing,
      ['Not known here, and ignored: the link’s “a”, “b”, “c”, “d”, “e” and 2 more.'],
    ],
    [
      'an unknown step',
      '?step=cart,!checkout',
      withFilters({ step: { reached: null, missed: 'checkout' } }),
      [
        'The link’s “step” names “cart”, which is none of “page_view”, “add_to_cart”, “checkout”, “package_shipped”; it is left out.',
      ],
    ],
    [
      'two steps reached',
      '?step=checkout,add_to_cart',
      withFilters({ step: { reached: 'checkout', missed: null } }),
      ['The link’s “step” takes one step, and one after “!”; “add_to_cart” is left out.'],
    ],
    [
      'a name too long',
      `?product=${'x'.repeat(longestName + 1)},Pothos`,
      withFilters({ product: only('Pothos') }),
      [`The link’s “product” holds a name of over 200 characters, “${'x'.repeat(47)}…”; it is left out.`],
    ],
    [
      'too many names',
      `?product=${Array.from({ length: mostListItems + 2 }, (_, i) => `p${1000 + i}`).join(',')}`,
      withFilters({ product: only(...Array.from({ length: mostListItems }, (_, i) => `p${1000 + i}`)) }),
      ['The link’s “product” holds 502 names; the first 500 are used.'],
    ],
    [
      'a link too long',
      `?product=Pothos&x=${'y'.repeat(100_000)}`,
      nothing,
      ['The link is 100017 characters long; no more than 8000 are read, so none of it is used.'],
    ],
  ])('%s', (_, search, state, issues) => {
    expect(decode(search)).toEqual({ state, issues });
  });
});
