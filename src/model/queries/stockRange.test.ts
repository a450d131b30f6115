import { describe, expect, it } from 'vitest';
import type { Day } from '../filters.ts';
import { spanOf, stockRange } from './stockRange.ts';

const at = (moment: string) => ({ at: moment, day: moment.slice(0, 10) as Day });
const all = ['2023-04-17T01', '2023-04-24T01', '2023-04-24T13', '2023-05-08T01'].map(at);
const asked = { snapshotFrom: null, snapshotTo: null, snapshotA: null, snapshotB: null, last: 3 };
const day = (text: string) => text as Day;

function told(wanted: Partial<Parameters<typeof stockRange>[1]>, of = all) {
  const range = stockRange(of, { ...asked, ...wanted });
  if (range === null) return null;
  return {
    shown: range.shown.map((snapshot) => all.indexOf(snapshot)),
    compared: [range.a, range.b].map((snapshot) => (snapshot === null ? null : all.indexOf(snapshot))),
    recent: range.recent.length,
    issues: range.issues,
  };
}

describe('the snapshots shown', () => {
  it.each([
    ['all, and the last two', {}, [0, 1, 2, 3], [2, 3], []],
    ['from the last on or before a day', { snapshotFrom: day('2023-04-30') }, [2, 3], [2, 3], []],
    ['up to one', { snapshotTo: day('2023-04-24') }, [0, 1, 2], [1, 2], []],
    ['from before the first', { snapshotFrom: day('2020-01-01') }, [0, 1, 2, 3], [2, 3], []],
    ['up to the first alone', { snapshotTo: day('2023-04-17') }, [0], [null, 0], []],
    [
      'two others, compared backwards',
      { snapshotA: day('2023-05-09'), snapshotB: day('2023-04-17') },
      [0, 1, 2, 3],
      [3, 0],
      [],
    ],
    [
      'one older than all',
      { snapshotA: day('2020-01-01') },
      [0, 1, 2, 3],
      [0, 3],
      ['No snapshot of stock is as old as 2020-01-01; the first one, of 2023-04-17, is shown instead.'],
    ],
    [
      'a range that ends before it starts',
      { snapshotFrom: day('2023-05-08'), snapshotTo: day('2023-04-17') },
      [0, 1, 2, 3],
      [2, 3],
      ['The range of snapshots ends on 2023-04-17, before it starts on 2023-05-08; all snapshots are shown instead.'],
    ],
  ])('%s', (_, wanted, shown, compared, issues) => {
    expect(told(wanted)).toMatchObject({ shown, compared, issues });
  });

  it('has the last few of the range, or all of fewer', () => {
    expect(told({ last: 1 })?.recent).toBe(1);
    expect(told({ last: 500 })?.recent).toBe(4);
  });

  it('compares nothing where there is one', () => {
    expect(told({}, all.slice(0, 1))?.compared).toEqual([null, 0]);
    expect(told({}, [])).toBeNull();
    expect(() => spanOf([])).toThrow(RangeError);
  });
});
