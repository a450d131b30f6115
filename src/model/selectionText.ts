import { conditionsText, conditionText } from './conditionText.ts';
import { dimensions, valueText } from './dimensions.ts';
import type { Choice, Counting, Day, Filters, Traffic } from './filters.ts';
import { type WordId, words } from './words.ts';

/** Two days, both included. */
interface Days {
  readonly from: Day;
  readonly to: Day;
}

const choiceLabels = {
  product: 'Product',
  country: dimensions.country.label,
  state: dimensions.state.label,
  employee: dimensions.employee.label,
} as const;

const trafficTexts: Readonly<Record<Traffic, string | null>> = {
  all: null,
  'without-burst': 'Traffic: without burst users',
  burst: 'Traffic: burst users only',
};

/** Days in words: `2021-02-09 to 2021-02-11`. */
export function daysText({ from, to }: Days): string {
  if (from > to) return 'no days';
  return from === to ? from : `${from} to ${to}`;
}

/** A choice in words: `Product: Pothos, Monstera`, `State: all but Georgia`; null where nothing is chosen. */
export function choiceText(filter: keyof typeof choiceLabels, { mode, values }: Choice): string | null {
  if (values.length === 0) return null;
  const names = values.map((value) => (filter === 'employee' ? valueText(filter, value) : value));
  return `${choiceLabels[filter]}: ${mode === 'except' ? 'all but ' : ''}${names.join(', ')}`;
}

/**
 * What is selected, in full, for a file that is read without the page: `Sessions of 2021-02-09 to 2021-02-11 · State: all but
 * Georgia`. `days` are those of the data that an open end of the range stands for; null where the data has none.
 */
export function selectionText(filters: Filters, { reading }: Pick<Counting, 'reading'>, days: Days | null): string {
  const from = filters.from ?? days?.from;
  const to = filters.to ?? days?.to;
  const { reached, missed } = filters.step;
  const turned = { none: null, sessions: 'all sessions but these', range: 'all days but these' }[filters.complement];
  const parts = [
    from === undefined || to === undefined ? 'All sessions' : `Sessions of ${daysText({ from, to })}`,
    choiceText('product', filters.product),
    choiceText('country', filters.country),
    choiceText('state', filters.state),
    choiceText('employee', filters.employee),
    trafficTexts[filters.traffic],
    reached === null ? null : conditionText({ key: 'reached', value: reached }, reading),
    missed === null ? null : conditionText({ key: 'missed', value: missed }, reading),
    filters.only.length === 0 ? null : `Only ${conditionsText(filters.only, reading)}`,
    ...filters.without.map((conditions) => `Left out: ${conditionsText(conditions, reading)}`),
    turned,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** What is shown of stock, which has a clock of its own: `Snapshots of 2021-02-09 to 2021-03-02 · Product: Pothos`. */
export function stockText(products: Choice, days: Days): string {
  const product = choiceText('product', products);
  return [`Snapshots of ${daysText(days)}`, ...(product === null ? [] : [product])].join(' · ');
}

/** How steps are counted, each part with the word that defines it: unit, reading, base. */
export function countingParts({
  reading,
  base,
  unit,
}: Counting): readonly { readonly word: WordId; readonly text: string }[] {
  return [
    { word: unit === 'sessions' ? 'sessionsUnit' : 'usersUnit', text: unit },
    { word: reading, text: words[reading].label.toLowerCase() },
    base === 'first' ? { word: 'firstBase', text: 'of first step' } : { word: 'allBase', text: `of all ${unit}` },
  ];
}

/** How steps are counted: `sessions · reached · of first step`; the last part is left out where nothing is divided by it. */
export function countingText(counting: Counting, hasBase: boolean): string {
  const parts = countingParts(counting).map(({ text }) => text);
  return parts.slice(0, hasBase ? 3 : 2).join(' · ');
}
