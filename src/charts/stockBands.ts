import { textWidth } from './theme.ts';

/** A run of snapshots with one level. */
export interface StockRunMark {
  /** The first snapshot with it and the first after it without, from 0. */
  readonly start: number;
  readonly end: number;
  readonly level: number;
  readonly text: string;
  readonly isOut: boolean;
}

const fontSize = 11;
const air = 6;

/** The labels that fit side by side over equal bands, evenly chosen, with the middle of each in CSS pixels. */
export function bandLabels(labels: readonly string[], width: number): readonly { label: string; centre: number }[] {
  const band = width / Math.max(labels.length, 1);
  const widest = Math.max(0, ...labels.map((label) => textWidth(label, fontSize))) + air;
  const every = Math.max(1, Math.ceil(widest / band));
  return labels.flatMap((label, index) =>
    index % every === 0 ? [{ label, centre: Math.max((index + 0.5) * band, Math.min(widest, width) / 2) }] : [],
  );
}

/** Where the levels of runs are written: in every band where they fit, else once in the run, else nowhere. */
export function runTexts<R extends StockRunMark>(
  runs: readonly R[],
  band: number,
): readonly { key: number; x: number; run: R }[] {
  return runs.flatMap((run) => {
    const { start, end, text } = run;
    const needs = textWidth(text, fontSize) + 4;
    if (needs <= band) {
      return Array.from({ length: end - start }, (_, index) => {
        return { key: start + index, x: (start + index + 0.5) * band, run };
      });
    }
    return needs <= (end - start) * band ? [{ key: start, x: ((start + end) / 2) * band, run }] : [];
  });
}
