import { conditionsText } from '../../model/conditionText.ts';
import type { Choice, Counting, FilterName, Filters, StepFilter, Traffic } from '../../model/filters.ts';
import { noFilters } from '../../model/filters.ts';
import type { Facts, KnownValue } from '../../model/queries/facts.ts';
import { stepOf } from '../../model/steps.ts';
import { words } from '../../model/words.ts';
import type { Chip } from '../../ui/Chips.tsx';
import { count, dayRange, day as dayText } from '../../ui/format.ts';
import { statesIn } from './placeCascade.ts';

export type ListFilterName = KnownValue['kind'];
export const listFilterNames: readonly ListFilterName[] = ['product', 'country', 'state', 'employee'];

/** How a filter over a list of values is called. */
export const listFilterWords: Readonly<Record<ListFilterName, { label: string; many: string; unavailable: string }>> = {
  product: { label: 'Product', many: 'products', unavailable: 'This dataset has no products.' },
  country: {
    label: 'Country',
    many: 'countries',
    unavailable: 'This dataset has no addresses, so nobody’s country is known.',
  },
  state: { label: 'State', many: 'states', unavailable: 'This dataset has no addresses, so nobody’s state is known.' },
  employee: {
    label: 'Employees',
    many: 'kinds of users',
    unavailable: 'This dataset has no e-mail domains, so employees cannot be told from customers.',
  },
};

const employeeWords: Readonly<Record<string, string>> = {
  yes: 'Employees',
  no: 'Not employees',
  '(not set)': 'Not known',
};

/** What a value of a list is called on screen. */
export function valueLabel(filter: ListFilterName, value: string): string {
  return filter === 'employee' ? (employeeWords[value] ?? value) : value;
}

/** Whether a dataset can answer a filter. */
export function isServed(filter: ListFilterName, facts: Facts): boolean {
  if (filter === 'product') return facts.hasProducts;
  return filter === 'employee' ? facts.hasEmployees : facts.hasPlaces;
}

/** The values a filter offers under the chosen countries, each once, in the order of `values`. */
export function offeredValues(
  filter: ListFilterName,
  { country }: Filters,
  values: readonly KnownValue[],
): readonly string[] {
  if (filter === 'state') return [...statesIn(country, values)];
  return values.flatMap(({ kind, value }) => (kind === filter ? [value] : []));
}

/** How many they are. */
export function offeredCount(filter: ListFilterName, filters: Filters, values: readonly KnownValue[]): number {
  return offeredValues(filter, filters, values).length;
}

/** A choice as the value of its field: `all 30`, `Pothos`, `3 of 30`, `all but Georgia`, `all but 3`. */
export function choiceText(filter: ListFilterName, { mode, values }: Choice, offered: number): string {
  const [first] = values;
  if (first === undefined) return filter === 'product' || filter === 'state' ? `all ${count(offered)}` : 'all';
  const one = valueLabel(filter, first);
  if (mode === 'except') return values.length === 1 ? `all but ${one}` : `all but ${count(values.length)}`;
  return values.length === 1 ? one : `${count(values.length)} of ${count(offered)}`;
}

/** What a choice does, in a sentence. */
export function choiceSentence(filter: ListFilterName, { mode, values }: Choice, offered: number): string {
  const { many } = listFilterWords[filter];
  if (values.length === 0) return `Nothing is chosen: all ${count(offered)} ${many} count.`;
  const names = namesOf(filter, values, 4);
  return mode === 'only' ? `Only ${names}.` : `All ${many} except ${names}.`;
}

function namesOf(filter: ListFilterName, values: readonly string[], most: number): string {
  const names = values.slice(0, most).map((value) => valueLabel(filter, value));
  return values.length > most ? `${names.join(', ')} and ${count(values.length - most)} more` : names.join(', ');
}

export const trafficWords: Readonly<Record<Traffic, string>> = {
  all: 'all',
  'without-burst': 'without burst users',
  burst: 'burst users only',
};

/** A range as a value: `9 – 11 Feb 2021`; an open end is the data’s. */
export function rangeText({ from, to }: Pick<Filters, 'from' | 'to'>, { firstDay, lastDay }: Facts): string {
  const start = from ?? firstDay;
  const end = to ?? lastDay;
  if (start === null || end === null) return 'no days';
  // A range that was typed into the link may lie outside the data, before its first day or after its last.
  if (start > end) return from === null ? `to ${dayText(end)}` : `from ${dayText(start)}`;
  return dayRange(start, end);
}

/** A step filter in the words of the reading. */
export function stepText({ reached, missed }: StepFilter, { reading }: Counting): string {
  const atStep = reached === null ? null : stepOf(reached).label.toLowerCase();
  const notAtStep = missed === null ? null : stepOf(missed).label.toLowerCase();
  const [yes, no] = reading === 'has' ? ['have', 'do not have'] : ['reached', 'did not reach'];
  if (atStep === null) return notAtStep === null ? '' : `${no} ${notAtStep}`;
  return notAtStep === null ? `${yes} ${atStep}` : `${yes} ${atStep}, not ${notAtStep}`;
}

/** What is set, one chip a filter, also when it came with the link. */
export function chipsOf(filters: Filters, counting: Counting, facts: Facts): readonly Chip<FilterName>[] {
  const chips: Chip<FilterName>[] = [];
  if (filters.from !== null || filters.to !== null) {
    chips.push({ id: 'range', label: 'Sessions started', value: rangeText(filters, facts) });
  }
  for (const filter of listFilterNames) {
    const { mode, values } = filters[filter];
    if (values.length === 0) continue;
    const prefix = mode === 'except' ? 'all but ' : '';
    chips.push({
      id: filter,
      label: listFilterWords[filter].label,
      value: prefix + namesOf(filter, values, 3),
      title: prefix + namesOf(filter, values, values.length),
    });
  }
  if (filters.traffic !== 'all') chips.push({ id: 'traffic', label: 'Traffic', value: trafficWords[filters.traffic] });
  const step = stepText(filters.step, counting);
  if (step !== '') chips.push({ id: 'step', label: 'Sessions that', value: step });
  const { only, without: left } = filters;
  if (only.length > 0) chips.push({ id: 'only', label: 'Only', value: conditionsText(only, counting.reading) });
  if (left.length > 0) {
    const sets = left.map((conditions) => conditionsText(conditions, counting.reading));
    chips.push({
      id: 'without',
      label: 'Left out',
      value: sets.length > 3 ? `${sets.slice(0, 3).join('; ')} and ${count(sets.length - 3)} more` : sets.join('; '),
      title: sets.join('; '),
    });
  }
  return chips;
}

/** The filters without one of them. */
export function without(filters: Filters, name: FilterName): Filters {
  if (name === 'range') return { ...filters, from: null, to: null };
  return { ...filters, [name]: noFilters[name] };
}

/** How things are counted, in short: `sessions · reached · of first step`. */
export function countingText({ reading, base, unit }: Counting): string {
  const readings = { reached: 'reached', has: 'has the step', ordered: 'in order' } as const;
  const bases = { first: 'of first step', all: `of all ${unit}` } as const;
  return `${unit} · ${readings[reading]} · ${bases[base]}`;
}

export const readingWords = { reached: words.reached, has: words.has, ordered: words.ordered } as const;
export const baseWords = { first: words.firstBase, all: words.allBase } as const;
export const unitWords = { sessions: words.sessionsUnit, users: words.usersUnit } as const;
