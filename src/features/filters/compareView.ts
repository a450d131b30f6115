import { type Compare, otherSide } from '../../model/comparison.ts';
import { type Day, type Filters, parseDay } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { daysOf } from '../../model/resolve.ts';
import type { Chip } from '../../ui/Chips.tsx';
import { dayRange } from '../../ui/format.ts';
import type { RadioOption } from '../../ui/RadioPanel.tsx';
import type { RangePreset } from './rangePresets.ts';

export type CompareKind = Compare['kind'];

const labels: Readonly<Record<CompareKind, string>> = {
  none: 'Nothing',
  previous: 'The days before',
  rest: 'The rest',
  period: 'Another period',
};

/** What is compared with, as the value of a field and of a chip: `10 Feb 2021`, `the rest`. */
export function compareText(compare: Compare, filters: Filters, facts: Facts): string {
  const side = otherSide(filters, compare, facts);
  if (side === null) return 'nothing';
  if ('none' in side) return `${labels[compare.kind].toLowerCase()}, not possible`;
  return side.days === null ? 'the rest' : dayRange(side.days.from, side.days.to);
}

/** The chip that takes the comparison away; null where nothing is compared. */
export function compareChip(compare: Compare, filters: Filters, facts: Facts): Chip<'compare'> | null {
  if (compare.kind === 'none') return null;
  return { id: 'compare', label: 'Compared with', value: compareText(compare, filters, facts) };
}

/** Every kind of comparison with what it comes to now, or why it does not. A period needs days to choose from. */
export function compareOptions(compare: Compare, filters: Filters, facts: Facts): readonly RadioOption<CompareKind>[] {
  const means = (kind: 'previous' | 'rest') => {
    const side = otherSide(filters, { kind }, facts);
    if (side === null) return '';
    if ('none' in side) return side.none;
    const days = side.days === null ? '' : `${dayRange(side.days.from, side.days.to)}. `;
    return `${days}${side.note ?? ''}`.trim();
  };
  const period = periodFor(compare, filters, facts);
  return [
    { value: 'none', label: labels.none },
    { value: 'previous', label: labels.previous, means: means('previous') },
    { value: 'rest', label: labels.rest, means: means('rest') },
    ...(period === null
      ? []
      : [{ value: 'period' as const, label: labels.period, means: dayRange(period.from, period.to) }]),
  ];
}

/** The period that is chosen, or the one to begin with: the days before, else all of the data; null without days. */
export function periodFor(compare: Compare, filters: Filters, facts: Facts): { from: Day; to: Day } | null {
  if (compare.kind === 'period') return { from: compare.from, to: compare.to };
  const before = otherSide(filters, { kind: 'previous' }, facts);
  if (before !== null && 'days' in before && before.days !== null) return before.days;
  const { firstDay, lastDay } = facts;
  return firstDay === null || lastDay === null ? null : { from: firstDay, to: lastDay };
}

/** Periods that go with the selection, those that the data has: its first day and week, and the same days a week before. */
export function periodPresets(filters: Filters, facts: Facts): readonly RangePreset[] {
  const { firstDay, lastDay } = facts;
  const days = daysOf(filters, facts);
  if (firstDay === null || lastDay === null || days === null) return [];
  const week = { from: firstDay, to: shifted(firstDay, 6) };
  const weekBefore = { from: shifted(days.from, -7), to: shifted(days.to, -7) };
  return [
    { label: 'First day', range: { from: firstDay, to: firstDay } },
    ...(week.to <= lastDay ? [{ label: 'First 7 days', range: week }] : []),
    ...(weekBefore.from >= firstDay ? [{ label: 'A week before', range: weekBefore }] : []),
  ];
}

function shifted(day: Day, days: number): Day {
  return parseDay(new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)) ?? day;
}
