import { anyValue, type Filters } from '../../model/filters.ts';
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

/** Only this state; selecting it again takes it out of the states selected. */
export function toggleState(filters: Filters, state: string): Filters {
  if (!isStateSelected(filters, state)) return { ...filters, state: { mode: 'only', values: [state] } };
  const values = filters.state.values.filter((value) => value !== state);
  return { ...filters, state: values.length === 0 ? anyValue : { mode: 'only', values } };
}

export function isStepSelected({ step: selected }: Pick<Filters, 'step'>, step: StepId): boolean {
  return selected.reached === step && selected.missed === null;
}

export function isLossSelected({ step: selected }: Pick<Filters, 'step'>, step: StepId): boolean {
  return selected.missed === step && selected.reached === stepBefore(step);
}

export function isStateSelected({ state }: Pick<Filters, 'state'>, name: string): boolean {
  return state.mode === 'only' && state.values.includes(name);
}

/** The step before, or null before the first. */
export function stepBefore(step: StepId): StepId | null {
  return stepIds[stepIds.indexOf(step) - 1] ?? null;
}
