import { describe, expect, it } from 'vitest';
import type { OtherSide } from '../../model/comparison.ts';
import { type Counting, type Day, noFilters, parseDay } from '../../model/filters.ts';
import type { BucketRow } from '../../model/queries/trend.ts';
import { trendView } from './trendView.ts';

const bySession: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ');

function bucket(
  start: string,
  counts: readonly [number, number, number, number],
  incomplete: BucketRow['incomplete'] = null,
): BucketRow {
  const [pageViews, carts, checkouts, shipped] = counts;
  const rate = (part: number) => (pageViews === 0 ? null : part / pageViews);
  const day = parseDay(start.slice(0, 10)) as Day;
  return {
    bucket: start,
    from: day,
    to: day,
    all: pageViews,
    base: pageViews,
    counts: { page_view: pageViews, add_to_cart: carts, checkout: checkouts, package_shipped: shipped },
    ofBaseRates: {
      page_view: rate(pageViews),
      add_to_cart: rate(carts),
      checkout: rate(checkouts),
      package_shipped: rate(shipped),
    },
    incomplete,
  };
}

const threeDays = [
  bucket('2021-02-09T00:00', [2, 2, 2, 2], 'starts'),
  bucket('2021-02-10T00:00', [175, 175, 175, 169]),
  bucket('2021-02-11T00:00', [401, 290, 184, 164]),
];

it('holds a row a bucket, counts before rates', () => {
  const { numbers } = trendView(threeDays, 'day', bySession);
  expect(numbers.columns[0]?.label).toBe('Day');
  expect(numbers.rows).toEqual([
    ['2021-02-09', '2', '2', '2', '2', '2', '100.00 %', '100.00 %', '100.00 %', '100.00 %', 'starts inside'],
    ['2021-02-10', '175', '175', '175', '175', '169', '100.00 %', '100.00 %', '100.00 %', '96.57 %', 'no'],
    ['2021-02-11', '401', '401', '290', '184', '164', '100.00 %', '72.32 %', '45.89 %', '40.90 %', 'no'],
  ]);
});

it('names lines and buckets, and tells which bucket is not whole', () => {
  const { lines, buckets, note } = trendView(threeDays, 'day', bySession);
  expect(lines.map(({ label, endText }) => plain(`${label} ${endText}`))).toEqual([
    'Page view 100 %',
    'Add to cart 72.3 %',
    'Checkout 45.9 %',
    'Shipped 40.9 %',
  ]);
  expect(buckets.map(({ label, sizeText }) => [label, sizeText])).toEqual([
    ['9 Feb', '2 sessions'],
    ['10 Feb', '175 sessions'],
    ['11 Feb', '401 sessions'],
  ]);
  expect(buckets[2]?.name).toBe(
    '11 Feb 2021: 401 sessions; page view 401, 100.00 %; add to cart 290, 72.32 %; checkout 184, 45.89 %; package shipped 164, 40.90 %',
  );
  expect(note).toBe('9 Feb 2021 is incomplete: the data, or the chosen range, starts inside it.');
});

it('leaves a gap for a bucket without sessions and ends the label at the last known rate', () => {
  const { lines, buckets, numbers } = trendView(
    [...threeDays, bucket('2021-02-12T00:00', [0, 0, 0, 0], 'ends')],
    'day',
    bySession,
  );
  expect(buckets[3]?.points.map(({ rate }) => rate)).toEqual([null, null, null, null]);
  expect(plain(lines[1]?.endText)).toBe('72.3 %');
  expect(numbers.rows[3]).toEqual(['2021-02-12', '0', '0', '0', '0', '0', '—', '—', '—', '—', 'ends inside']);
});

it.each([
  ['hour', ['2021-02-11T14:00', '2021-02-11T15:00'], ['14:00', '15:00'], '2021-02-11 14:00'],
  ['hour', ['2021-02-10T23:00', '2021-02-11T00:00'], ['10 Feb, 23:00', '11 Feb, 00:00'], '2021-02-10 23:00'],
  ['day', ['2020-12-31T00:00', '2021-01-01T00:00'], ['31 Dec 2020', '1 Jan 2021'], '2020-12-31'],
  ['week', ['2021-02-08T00:00', '2021-02-15T00:00'], ['8 Feb', '15 Feb'], '2021-02-08'],
  ['month', ['2021-02-01T00:00', '2021-03-01T00:00'], ['Feb 2021', 'Mar 2021'], '2021-02'],
] as const)('labels each %s of %j as short as the range allows', (grain, starts, labels, key) => {
  const { buckets, numbers } = trendView(
    starts.map((start) => bucket(start, [1, 1, 1, 1])),
    grain,
    bySession,
  );
  expect(buckets.map(({ label }) => label)).toEqual(labels);
  expect(numbers.rows[0]?.[0]).toBe(key);
});

it.each([
  [
    [2, 1, 1, 1],
    ['0 %', '50 %', '100 %'],
  ],
  [
    [2, 3, 1, 1],
    ['0 %', '50 %', '100 %', '150 %'],
  ],
  [
    [2, 19, 1, 1],
    ['0 %', '300 %', '600 %', '900 %', '1 200 %'],
  ],
] as const)('goes past 100 %% only when a step does: %j', (counts, labels) => {
  const { ticks } = trendView([bucket('2021-02-09T00:00', counts)], 'day', { ...bySession, reading: 'has' });
  expect(ticks.map(({ label }) => plain(label))).toEqual(labels);
});

it('says so when there is nothing to draw', () => {
  expect(trendView([], 'day', bySession).empty).toBe('No sessions match these filters.');
  expect(trendView([bucket('2021-02-09T00:00', [0, 0, 0, 0])], 'day', { ...bySession, unit: 'users' }).empty).toBe(
    'No users match these filters.',
  );
});

describe('beside another side', () => {
  const side = (from: string | null, to = from): OtherSide => ({
    filters: noFilters,
    days: from === null || to === null ? null : { from: from as Day, to: to as Day },
    countsCompare: true,
    sameSpan: true,
    overlaps: false,
    note: null,
  });
  const lastDay = [14, 15].map((hour) => bucket(`2021-02-11T${hour}:00`, [20, 10, 5, 5]));

  it('lays a period under the buckets as far from its start, also where its data begins late', () => {
    const here = [bucket('2021-02-10T00:00', [4, 4, 4, 4]), bucket('2021-02-10T23:00', [8, 4, 2, 2], 'ends')];
    const there = [bucket('2021-02-09T23:00', [2, 2, 1, 1], 'starts')];
    const { other, buckets, numbers, note } = trendView(here, 'hour', bySession, {
      side: side('2021-02-09'),
      rows: there,
    });
    expect(other?.points.map((point) => point?.title ?? null)).toEqual([null, '9 Feb 2021, 23:00 UTC']);
    expect(plain(`${other?.label} ${other?.endText}`)).toBe('Checkout there 50.0 %');
    expect(buckets[1]?.name).toMatch(/; incomplete; there, 9 Feb 2021, 23:00 UTC: checkout 1, 50\.00 %, incomplete$/);
    expect(numbers.columns.slice(11).map(({ label }) => label)).toEqual([
      'There',
      'Sessions there',
      'Checkout there',
      'Checkout there, of first',
      'Incomplete there',
    ]);
    expect(numbers.rows.map((cells) => cells.slice(11))).toEqual([
      ['—', '—', '—', '—', '—'],
      ['2021-02-09 23:00', '2', '1', '50.00 %', 'starts inside'],
    ]);
    expect(note).toMatch(/Thin dashed line: checkout there, 9 Feb 2021, from its start\./);
    expect(note).toMatch(/There: 9 Feb 2021, 23:00 UTC is incomplete/);
  });

  it('says what of a longer period is not drawn', () => {
    const { other, note } = trendView(threeDays.slice(2), 'day', bySession, {
      side: side('2021-02-09', '2021-02-10'),
      rows: threeDays.slice(0, 2),
    });
    expect(other?.points.map((point) => point?.rate)).toEqual([1]);
    expect(note).toMatch(/1 day there has no counterpart here and is not drawn\./);
  });

  it('lays the rest under the same time, and says where there is none', () => {
    const rest = [bucket('2021-02-11T15:00', [10, 10, 9, 9]), bucket('2021-02-11T16:00', [1, 1, 1, 1])];
    const { other, note } = trendView(lastDay, 'hour', bySession, { side: side(null), rows: rest });
    expect(other?.points.map((point) => point?.rate ?? null)).toEqual([null, 0.9]);
    expect(note).toMatch(/checkout there, the rest, at the same time\. 1 hour there has/);
    const none = trendView(lastDay, 'hour', bySession, { side: side(null), rows: [] });
    expect(none.note).toBe('“There”, the rest: nothing of it lies at the same time, so no line is drawn.');
  });

  it('makes room for a rate of the other side that is over 100 %', () => {
    const over = [bucket('2021-02-10T14:00', [2, 3, 3, 1])];
    const { ticks } = trendView(
      lastDay,
      'hour',
      { ...bySession, reading: 'has' },
      { side: side('2021-02-10'), rows: over },
    );
    expect(plain(ticks.at(-1)?.label)).toBe('150 %');
  });
});
