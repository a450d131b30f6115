const ramp = ['var(--step-1)', 'var(--step-2)', 'var(--step-3)', 'var(--step-4)'] as const;
const onRamp = ['var(--on-step)', 'var(--on-step)', 'var(--on-step)', 'var(--on-step-4)'] as const;

/** Colour of the n-th step, from 1: an ordinal ramp, dark to light. */
export function stepColour(position: number): string {
  return ramp[position - 1] ?? ramp[3];
}

/** Colour of text on a bar of that colour. */
export function onStepColour(position: number): string {
  return onRamp[position - 1] ?? onRamp[3];
}

/** How the line of another selection is drawn: thin, dashed, in the colour of text. */
export const otherLine = { width: 1.4, dashes: '3 2.5' } as const;

/** How wide a short text is in CSS pixels, near enough to decide where it fits; on the wide side, for the fonts of the system. */
export function textWidth(text: string, fontSize: number): number {
  return text.length * fontSize * 0.62;
}
