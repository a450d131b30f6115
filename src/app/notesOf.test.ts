import { expect, it } from 'vitest';
import { issue } from '../ingest/issue.ts';
import type { Counting, Day } from '../model/filters.ts';
import { noFilters } from '../model/filters.ts';
import { selectedBy, shows } from '../model/subjects.ts';
import { notesOf } from './notesOf.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const undated = issue('warning', 'events.csv: 77 events without a time. A session is dated by its other events.', {
  file: 'events.csv',
  table: 'events',
  column: 'created_at',
});
const unlived = issue('note', 'addresses.csv: 61 addresses without a user. They count nowhere.', {
  file: 'addresses.csv',
  table: 'addresses',
  touches: ['places'],
});
const dressed = issue('note', 'events.csv: Separated by semicolons.', { file: 'events.csv', table: 'events' });
const report = { tables: [], checks: [], issues: [undated, unlived, dressed] };

it('stands beside the numbers it touches, in a few words, and beside no others', () => {
  const notes = notesOf(report, []);
  expect(notes(shows('sessions', 'steps', 'times'))).toEqual([
    { tone: 'warning', text: '77 events without a time', sentence: undated.sentence },
  ]);
  expect(notes(shows('sessions', 'steps', 'places')).map(({ text, tone }) => [text, tone])).toEqual([
    ['61 addresses without a user', 'note'],
  ]);
  expect(notes(shows('sessions', 'steps'))).toEqual([]);
  expect(notes([])).toEqual([]);
});

it('stands beside all numbers of a selection that goes by what it touches, and not beside those of no selection', () => {
  const someDays = selectedBy({ ...noFilters, from: '2021-02-11' as Day }, counting);
  const notes = notesOf(report, someDays);
  expect(notes(shows('sessions', 'steps')).map(({ text }) => text)).toEqual(['77 events without a time']);
  expect(notes(shows('stock'))).toEqual([]);
  const oneState = selectedBy(
    { ...noFilters, without: [[{ key: 'state', value: 'Georgia' }]] },
    { ...counting, unit: 'users' },
  );
  expect(oneState).toEqual(['places', 'users']);
  expect(notesOf(report, oneState)(shows('orders')).map(({ text }) => text)).toEqual(['61 addresses without a user']);
  expect(selectedBy(noFilters, counting)).toEqual([]);
});
