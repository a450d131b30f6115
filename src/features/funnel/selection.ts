import { anyValue, type Choice, type Filters } from '../../model/filters.ts';
import type { BucketRow } from '../../model/queries/trend.ts';
import { stepIds, type StepId } from '../../model/steps.ts';

const noStep: Filters['step'] = { reached: null, missed: null };

/** Only what is at this step; selecting it again takes that back. */
export function toggleStep(filters: Filters, step: StepId): Filters {
  return { ...filters, step: isStepSelected(filters, step) ? noStep : { reached: step, missed: null } };
}

/** Only what is at the step before and not at this one; selecting it again takes that back. */
export function toggleLoss(filters: Filters, step: StepId): Filters {
  return { ...filters, step: isLossSelected(filters, step) ? noStep : { reached: stepBefore(step), missed: step } };
}

/** Only the days of a bucket; selecting it again takes the range back. */
export function toggleBucket(filters: Filters, { from, to }: Pick<BucketRow, 'from' | 'to'>): Filters {
  const isSelected = filters.from === from && filters.to === to;
  return { ...filters, from: isSelected ? null : from, to: isSelected ? null : to };
}

/** This state beside those selected, or taken out of them; with states left out, it is let in again, or the only one. */
export function toggleState(filters: Filters, state: string): Filters {
  return { ...filters, state: toggled(filters.state, state) };
}

/** The same for a country. The states selected go: they are of the countries selected before. */
export function toggleCountry(filters: Filters, country: string): Filters {
  return { ...filters, country: toggled(filters.country, country), state: anyValue };
}

function toggled({ mode, values }: Choice, value: string): Choice {
  const isListed = values.includes(value);
  if (mode === 'except' && !isListed) return { mode: 'only', values: [value] };
  const next = isListed ? values.filter((each) => each !== value) : [...values, value].sort();
  return next.length === 0 ? anyValue : { mode, values: next };
}

export function isStepSelected({ step: selected }: Pick<Filters, 'step'>, step: StepId): boolean {
  return selected.reached === step && selected.missed === null;
}

export function isLossSelected({ step: selected }: Pick<Filters, 'step'>, step: StepId): boolean {
  return selected.missed === step && selected.reached === stepBefore(step);
}

/** The step before, or null before the first. */
export function stepBefore(step: StepId): StepId | null {
  return stepIds[stepIds.indexOf(step) - 1] ?? null;
}
