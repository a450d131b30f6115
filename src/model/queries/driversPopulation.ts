import { join, sql, type Sql } from '../../sql/sql.ts';
import { type Conditions, holds } from '../condition.ts';
import type { Counting, Filters } from '../filters.ts';
import { computedAnew } from '../dialect.ts';
import { picked } from '../selection.ts';
import type { StepId } from '../steps.ts';

/** The loss whose drivers are looked for: `all` of it, from the first step to checkout, or that right before a step. */
export type Loss = 'all' | Exclude<StepId, 'page_view'>;

const stepsOf: Readonly<Record<Loss, { readonly from: StepId; readonly to: StepId }>> = {
  all: { from: 'page_view', to: 'checkout' },
  add_to_cart: { from: 'page_view', to: 'add_to_cart' },
  checkout: { from: 'add_to_cart', to: 'checkout' },
  package_shipped: { from: 'checkout', to: 'package_shipped' },
};

/** The step a loss is counted from, and the one that the lost sessions are not at. */
export function lossSteps(loss: Loss): { readonly from: StepId; readonly to: StepId } {
  return stepsOf[loss];
}

/** What is asked of a session, as conditions, to be a lost one. */
export function lostConditions(loss: Loss): Conditions {
  const { from, to } = lossSteps(loss);
  return [
    { key: 'reached', value: from },
    { key: 'missed', value: to },
  ];
}

/**
 * The sessions a loss is counted in, as CTEs that end in `entered`: the rows of `picked` that are at the step before, with `lost`,
 * 1 where the session is not at the step and else 0. Sessions of which all of one of `aside` hold are left out.
 */
export function entered(filters: Filters, counting: Counting, loss: Loss, aside: readonly Conditions[]): Sql {
  const { from, to } = lossSteps(loss);
  const source = sql`picked`;
  const asked = [
    holds([{ key: 'reached', value: from }], source),
    ...aside.map((conditions) => sql`not ${holds(conditions, source)}`),
  ];
  return sql`${picked(filters, counting, { anew: true })},
  ${computedAnew(sql`entered`)} (
    select picked.*, case when ${holds([{ key: 'missed', value: to }], source)} then 1 else 0 end as lost
    from picked
    where ${join(asked, ' and ')}
  )`;
}
