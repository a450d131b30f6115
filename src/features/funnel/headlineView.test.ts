import { expect, it } from 'vitest';
import type { Counting, StepFilter } from '../../model/filters.ts';
import { stepRows } from '../../testing/stepRows.ts';
import { headlineView } from './headlineView.ts';

const bySession: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const anyStep: StepFilter = { reached: null, missed: null };
const greenery = stepRows([578, 467, 361, 335]);

function told(rows: ReturnType<typeof stepRows>, counting: Partial<Counting> = {}, step: StepFilter = anyStep): string {
  const parts = headlineView(rows, { ...bySession, ...counting }, { step });
  return parts
    .map(({ text }) => text)
    .join('')
    .replaceAll(/[\u00a0\u202f]/g, ' ');
}

it('names both largest losses when they are different steps', () => {
  expect(told(greenery)).toBe(
    '62.5 % of 578 sessions check out. The largest loss by count is page view → add to cart (111 sessions), the steepest step is add to cart → checkout (22.7 %).',
  );
});

it.each<[string, ReturnType<typeof stepRows>, Partial<Counting>, string]>([
  ['no sessions', stepRows([0, 0, 0, 0]), {}, 'No sessions match these filters.'],
  ['no users', stepRows([0, 0, 0, 0]), { unit: 'users' }, 'No users match these filters.'],
  ['nothing lost', stepRows([359, 359, 359, 333]), {}, 'Every one of the 359 sessions checks out.'],
  ['users', stepRows([124, 124, 124, 120]), { unit: 'users' }, 'Every one of the 124 users checks out.'],
  ['one session that checks out', stepRows([1, 1, 1, 0]), {}, 'The only session checks out.'],
  [
    'one session that is lost',
    stepRows([1, 0, 0, 0]),
    {},
    'The only session does not check out. All of the loss is at page view → add to cart (1 session, 100 %).',
  ],
  [
    'nobody checks out',
    stepRows([10, 6, 0, 0]),
    {},
    'None of the 10 sessions checks out. The largest loss, by count and by rate, is add to cart → checkout (6 sessions, 100 %).',
  ],
  [
    'a tie by count',
    stepRows([9, 6, 3, 3]),
    {},
    '33.3 % of 9 sessions check out. The largest loss by count is page view → add to cart (3 sessions), the steepest step is add to cart → checkout (50.0 %).',
  ],
  [
    'a rate that only rounds to all',
    stepRows([10_000_000, 10_000_000, 9_999_999, 0]),
    {},
    '>99.9 % of 10 000 000 sessions check out. All of the loss is at add to cart → checkout (1 session, <0.1 %).',
  ],
  [
    'sessions at no step, of the first step',
    stepRows([696, 609, 400, 0], { all: 1108 }),
    {},
    '57.5 % of 696 sessions at page view check out; 1 108 sessions are selected in all. The largest loss, by count and by rate, is add to cart → checkout (209 sessions, 34.3 %).',
  ],
  [
    'sessions at no step, of all, in another reading',
    stepRows([528, 480, 400, 0], { all: 1108, base: 'all' }),
    { reading: 'has', base: 'all' },
    '36.1 % of 1 108 sessions check out. The largest loss, by count and by rate, is add to cart → checkout (80 sessions, 16.7 %). Each step counts only its own events.',
  ],
  [
    'a selection without a first step',
    stepRows([0, 0, 0, 0], { all: 412 }),
    {},
    'None of 412 sessions is at page view, so there is no conversion to tell.',
  ],
  [
    'more checkouts than page views',
    stepRows([5, 8, 6, 0], { all: 9 }),
    { reading: 'has' },
    '6 sessions check out, more than the 5 sessions at page view that are 100 %; 9 sessions are selected in all. All of the loss is at add to cart → checkout (2 sessions, 25.0 %). Each step counts only its own events.',
  ],
  [
    'nothing lost between the steps, and not all at the first',
    stepRows([3, 3, 3, 3], { all: 4, base: 'all' }),
    { base: 'all' },
    '75.0 % of 4 sessions check out. Nothing is lost between the steps.',
  ],
  [
    'steps in order',
    stepRows([2, 2, 2, 2]),
    { reading: 'ordered' },
    'Every one of the 2 sessions checks out. Steps count only in order.',
  ],
])('tells %s', (_, rows, counting, sentence) => expect(told(rows, counting)).toBe(sentence));

it.each<[StepFilter, string]>([
  [{ reached: 'checkout', missed: null }, 'Only sessions at checkout are counted.'],
  [{ reached: null, missed: 'checkout' }, 'Only sessions not at checkout are counted.'],
  [{ reached: 'page_view', missed: 'add_to_cart' }, 'Only sessions at page view and not at add to cart are counted.'],
])('says that a step filter is on', (step, sentence) => expect(told(greenery, {}, step)).toContain(sentence));

it('ties every number to its definition', () => {
  const words = headlineView(greenery, bySession, { step: anyStep }).filter(({ text }) => /\d/.test(text));
  expect(words.map(({ word }) => word)).toEqual(['conversion', 'firstBase', 'lost', 'dropOff']);
});
