import type { Counting, Filters } from '../../model/filters.ts';
import { largestLosses, type StepRow } from '../../model/queries/funnel.ts';
import type { StepId } from '../../model/steps.ts';
import type { WordId } from '../../model/words.ts';
import { percent } from '../../ui/format.ts';
import { stepBefore } from './selection.ts';
import { counted, countingWords, noun, nothingMatches, passage, stepPhrase } from './wording.ts';

/** A piece of the sentence. One with a word is explained by that word’s definition; a number leads to the funnel it comes from. */
export interface HeadlinePart {
  readonly text: string;
  readonly word?: WordId;
  readonly tone?: 'strong' | 'loss';
}

/** The finding in words, from the rows alone. */
export function headlineView(
  rows: readonly StepRow[],
  counting: Counting,
  filters: Pick<Filters, 'step'>,
): readonly HeadlinePart[] {
  const first = rows.find(({ step }) => step === 'page_view');
  const checkout = rows.find(({ step }) => step === 'checkout');
  if (first === undefined || checkout === undefined || first.all === 0)
    return [{ text: nothingMatches(counting.unit) }];
  return [
    ...conversion(first, checkout, counting),
    ...losses(rows, checkout, counting),
    ...readingNote(counting),
    ...stepNote(filters.step, counting),
  ];
}

function conversion(first: StepRow, checkout: StepRow, { unit, base }: Counting): HeadlinePart[] {
  const whole = checkout.base;
  const all: HeadlinePart = { text: counted(first.all, unit), word: unit === 'sessions' ? 'session' : 'usersUnit' };
  if (whole === 0) {
    return [
      { text: 'None of ' },
      all,
      { text: ` is at ${stepPhrase(first.step)}, so there is no conversion to tell.` },
    ];
  }
  // Part of the selection can be at no step at all: then both numbers are told.
  const isPart = base === 'first' && first.all > whole;
  const of = (text: string): HeadlinePart[] => [
    { text, word: base === 'first' ? 'firstBase' : 'allBase' },
    { text: isPart ? ` at ${stepPhrase(first.step)}` : '' },
  ];
  const end: HeadlinePart[] = isPart ? [{ text: '; ' }, all, { text: ' are selected in all.' }] : [{ text: '.' }];

  if (checkout.count > whole) {
    const converted: HeadlinePart = { text: counted(checkout.count, unit), word: 'conversion', tone: 'strong' };
    return [
      converted,
      { text: ' check out, more than the ' },
      ...of(counted(whole, unit)),
      { text: ' that are 100 %' },
      ...end,
    ];
  }
  if (whole === 1) {
    const verb = checkout.count === 1 ? ' checks out' : ' does not check out';
    return [{ text: 'The only ' }, ...of(noun(unit, 1)), { text: verb }, ...end];
  }
  if (checkout.count === whole || checkout.count === 0) {
    const share = checkout.count === 0 ? 'None' : 'Every one';
    return [
      { text: share, word: 'conversion', tone: 'strong' },
      { text: ' of the ' },
      ...of(counted(whole, unit)),
      { text: ' checks out' },
      ...end,
    ];
  }
  return [
    { text: percent(checkout.ofBaseRate, 1), word: 'conversion', tone: 'strong' },
    { text: ' of ' },
    ...of(counted(whole, unit)),
    { text: ' check out' },
    ...end,
  ];
}

function losses(rows: readonly StepRow[], checkout: StepRow, { unit }: Counting): HeadlinePart[] {
  const { byCount, byRate } = largestLosses(rows);
  if (byCount === null || byRate === null) {
    return checkout.base > 1 && checkout.count < checkout.base ? [{ text: ' Nothing is lost between the steps.' }] : [];
  }
  const lost = counted(byCount.lost ?? 0, unit);
  const rate = percent(byRate.dropOffRate, 1);
  if (byCount.step === byRate.step) {
    const isOnlyOne = rows.filter((row) => row.step !== 'package_shipped' && (row.lost ?? 0) > 0).length === 1;
    return [
      { text: isOnlyOne ? ' All of the loss is at ' : ' The largest loss, by count and by rate, is ' },
      leading(byCount.step),
      { text: ' ' },
      { text: `(${lost},`, word: 'lost' },
      { text: ' ' },
      { text: `${rate}).`, word: 'dropOff' },
    ];
  }
  return [
    { text: ' The largest loss by count is ' },
    leading(byCount.step),
    { text: ' ' },
    { text: `(${lost}),`, word: 'lost' },
    { text: ' the steepest step is ' },
    leading(byRate.step),
    { text: ' ' },
    { text: `(${rate}).`, word: 'dropOff' },
  ];
}

function leading(step: StepId): HeadlinePart {
  return { text: passage(stepBefore(step) ?? step, step), tone: 'loss' };
}

function readingNote(counting: Counting): HeadlinePart[] {
  if (counting.reading === 'reached') return [];
  const { reading } = countingWords(counting);
  return counting.reading === 'has'
    ? [{ text: ' Each step counts ' }, { text: 'only its own events', word: reading }, { text: '.' }]
    : [{ text: ' Steps count ' }, { text: 'only in order', word: reading }, { text: '.' }];
}

function stepNote({ reached, missed }: Filters['step'], { unit }: Counting): HeadlinePart[] {
  if (reached === null && missed === null) return [];
  const told = [
    ...(reached === null ? [] : [`at ${stepPhrase(reached)}`]),
    ...(missed === null ? [] : [`not at ${stepPhrase(missed)}`]),
  ];
  return [{ text: ` Only ${noun(unit, 2)} ` }, { text: told.join(' and '), word: 'step' }, { text: ' are counted.' }];
}
