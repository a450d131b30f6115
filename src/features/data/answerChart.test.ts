import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerChart, drawable, firstChoice, mostPoints, valueTicks } from './answerChart.ts';
import type { Answer } from './useStatement.ts';

const week: Answer = {
  columns: [
    { name: 'week', type: 'DATE' },
    { name: 'name', type: 'VARCHAR' },
    { name: 'sessions', type: 'BIGINT' },
    { name: 'rate', type: 'DECIMAL(18,4)' },
  ],
  rows: [
    ['2021-02-08', 'Pothos', 61, 0.25],
    ['2021-02-08', null, null, 0.5],
  ],
  cut: false,
  tookMs: 1,
};

describe('what can be drawn', () => {
  it('is every column of numbers, to begin with against the first column that tells the rows apart', () => {
    expect(drawable(week)).toEqual([2, 3]);
    expect(firstChoice(week)).toEqual({ x: 1, y: 2, kind: 'bars' });
    expect(firstChoice({ ...week, rows: week.rows.slice(0, 1) })).toEqual({ x: 0, y: 2, kind: 'bars' });
    expect(firstChoice({ ...week, rows: Array.from({ length: 100 }, () => [null, null, 1, 1]) })?.kind).toBe('line');
    expect(firstChoice({ ...week, columns: [{ name: 'n', type: 'UBIGINT' }] })).toEqual({ x: 0, y: 0, kind: 'bars' });
    expect(firstChoice({ ...week, columns: week.columns.slice(0, 2) })).toBeNull();
  });

  it('is no list and no text, also of numbers', () => {
    const columns = ['INTEGER[]', 'VARCHAR', 'BOOLEAN', 'STRUCT(a INTEGER)', 'TIMESTAMP'];
    expect(drawable({ columns: columns.map((type) => ({ name: type, type })) })).toEqual([]);
  });
});

describe('the picture', () => {
  it('has a point and a line of its table for each row; what is unknown is a gap', () => {
    const { title, points, numbers, note } = answerChart(week, { x: 1, y: 2, kind: 'bars' });
    expect(title).toBe('sessions by name');
    expect(points).toEqual([
      { label: 'Pothos', value: 61, name: 'Pothos: 61' },
      { label: '—', value: null, name: '—: —' },
    ]);
    expect(numbers.columns.map(({ label }) => label)).toEqual(['Row', 'name', 'sessions']);
    expect(numbers.rows).toEqual([
      ['1', 'Pothos', '61'],
      ['2', '—', '—'],
    ]);
    expect(note).toBe('Rows stand side by side in the order of the answer.');
  });

  it('says how much of the answer it shows', () => {
    const many = { ...week, rows: Array.from({ length: 500 }, (_, at) => [String(at), '', at, 0]) };
    const { points, note } = answerChart(many, { x: 0, y: 2, kind: 'line' });
    expect(points).toHaveLength(mostPoints);
    expect(note).toContain('The first 400 rows');
    expect(answerChart({ ...week, cut: true }, { x: 0, y: 2, kind: 'line' }).note).toContain('The first 2 rows');
  });

  it('takes numbers that came as text because they are long, and none that are no numbers', () => {
    const rows = [
      ['a', null, '170141183460469231731687303715884105727', 0],
      ['b', null, 'nan', 0],
    ];
    const { points } = answerChart({ ...week, rows }, { x: 0, y: 2, kind: 'bars' });
    expect(points.map(({ value }) => value)).toEqual([2 ** 127, null]);
  });

  it('names two columns apart when one is drawn against itself', () => {
    const { numbers } = answerChart(week, { x: 2, y: 2, kind: 'bars' });
    expect(new Set(numbers.columns.map(({ label }) => label)).size).toBe(3);
  });
});

describe('the axis of values', () => {
  it('has a few lines, no two alike, and holds every value that has a number', () => {
    const anything = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 6 }), fc.boolean(), (values, withZero) => {
        const ticks = valueTicks(values, withZero).map(({ value }) => value);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(8);
        expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b));
        expect(ticks.every(Number.isFinite)).toBe(true);
        const [low = NaN, high = NaN] = [ticks.at(0), ticks.at(-1)];
        const slack = (high / 2 - low / 2) * 1e-9 + 1e-290;
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(low - slack);
          expect(value).toBeLessThanOrEqual(high + slack);
        }
        expect(ticks.includes(0) || !(withZero || values.length === 0)).toBe(true);
      }),
    );
  });

  it.each([
    [[578, 467, 361], true, ['0', '200', '400', '600']],
    [[0.19, 0.23], false, ['0.18', '0.2', '0.22', '0.24']],
    [[-48, 30], true, ['-60', '-40', '-20', '0', '20', '40']],
    [[], true, ['0', '0.5', '1']],
    [[5], false, ['0', '2', '4', '6']],
  ])('of %j is round', (values, withZero, labels) => {
    expect(valueTicks(values, withZero).map(({ label }) => label)).toEqual(labels);
  });
});
