import { type Day, parseDay } from '../../model/filters.ts';

export interface RangePreset {
  readonly label: string;
  readonly range: { readonly from: Day | null; readonly to: Day | null };
}

/** Ranges that end with the data, never with today: the same link has to say the same next year. */
export function rangePresets(first: Day, last: Day): readonly RangePreset[] {
  const lastDays = (count: number) => ({ from: notBefore(first, daysBefore(last, count - 1)), to: last });
  return [
    { label: 'All', range: { from: null, to: null } },
    { label: 'Last day', range: lastDays(1) },
    { label: 'Last 7 days', range: lastDays(7) },
    { label: 'Last 28 days', range: lastDays(28) },
    { label: 'Last month', range: { from: notBefore(first, parseDay(`${last.slice(0, 8)}01`) ?? last), to: last } },
  ];
}

function notBefore(first: Day, day: Day): Day {
  return day < first ? first : day;
}

function daysBefore(day: Day, count: number): Day {
  const text = new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);
  return parseDay(text) ?? day;
}
