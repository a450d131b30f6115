import { otherLine, stepColour } from './theme.ts';

/** A bit of the thin line of another selection. */
export function OtherSwatch() {
  return <line x2={10} stroke="var(--ink)" strokeWidth={otherLine.width} strokeDasharray={otherLine.dashes} />;
}

/** A bit of a step’s line, 10 pixels long, beside its name. */
export function Swatch({ position, dashed }: { position: number; dashed: boolean }) {
  return <line x2={10} stroke={stepColour(position)} strokeWidth={2.5} strokeDasharray={dashed ? '4 2' : undefined} />;
}
