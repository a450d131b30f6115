/** The steps of the funnel, in order. The fourth is optional: it is shown, and left out of conversion and of the largest losses. */
export const steps = [
  { id: 'page_view', position: 1, label: 'Page view', optional: false },
  { id: 'add_to_cart', position: 2, label: 'Add to cart', optional: false },
  { id: 'checkout', position: 3, label: 'Checkout', optional: false },
  { id: 'package_shipped', position: 4, label: 'Package shipped', optional: true },
] as const;

export type Step = (typeof steps)[number];
export type StepId = Step['id'];
export const stepIds: readonly StepId[] = steps.map((step) => step.id);

/** Whether `text` names a step. */
export function isStepId(text: string): text is StepId {
  return (stepIds as readonly string[]).includes(text);
}

/** The step with this id. */
export function stepOf(id: StepId): Step {
  return steps.find((step) => step.id === id) ?? steps[0];
}
