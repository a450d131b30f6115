import type { Condition, Conditions } from './condition.ts';
import type { Choice, Filters } from './filters.ts';

const choiceKeys = ['country', 'state', 'employee'] as const;
type ChoiceKey = (typeof choiceKeys)[number];

function isChoiceKey(key: string): key is ChoiceKey {
  return (choiceKeys as readonly string[]).includes(key);
}

/**
 * The filters without the sessions of which all `conditions` hold. One condition that a filter of the bar can say is said there:
 * burst users by the traffic filter, a state by leaving it out of the states.
 */
export function leaveOut(filters: Filters, conditions: Conditions): Filters {
  const [condition, second] = conditions;
  if (condition === undefined) return filters;
  if (second === undefined) {
    const { key, value } = condition;
    if (key === 'traffic' && filters.traffic === 'all') {
      return { ...filters, traffic: value === 'burst' ? 'without-burst' : 'burst' };
    }
    if (isChoiceKey(key)) {
      const less = lessOf(filters[key], value);
      if (less !== null) return { ...filters, [key]: less };
    }
  }
  return { ...filters, without: [...filters.without, conditions] };
}

/** A choice without one value; null where nothing would be left to choose. */
function lessOf({ mode, values }: Choice, value: string): Choice | null {
  if (values.length === 0) return { mode: 'except', values: [value] };
  if (mode === 'except') return { mode, values: [...new Set([...values, value])].sort() };
  const left = values.filter((one) => one !== value);
  return left.length === 0 ? null : { mode, values: left };
}

/** Only the sessions of which all `conditions` hold, beside the filters that are set. */
export function keepOnly(filters: Filters, conditions: Conditions): Filters {
  return conditions.reduce(kept, filters);
}

function kept(filters: Filters, condition: Condition): Filters {
  const { key, value } = condition;
  if (key === 'product') return { ...filters, product: { mode: 'only', values: [value] } };
  if (key === 'traffic' && filters.traffic === 'all') {
    return { ...filters, traffic: value === 'burst' ? 'burst' : 'without-burst' };
  }
  if (isChoiceKey(key) && includes(filters[key], value)) {
    return { ...filters, [key]: { mode: 'only', values: [value] } };
  }
  const isThere = filters.only.some((one) => one.key === key && one.value === value);
  return isThere ? filters : { ...filters, only: [...filters.only, condition] };
}

function includes({ mode, values }: Choice, value: string): boolean {
  return values.length === 0 || values.includes(value) === (mode === 'only');
}
