import type { MapTone } from '../../charts/StateMap.tsx';
import { count, percent, percentRange, points, signed } from '../../ui/format.ts';

/** Which numbers have which colour, and the words for it. */
export interface MapScale {
  readonly toneOf: (value: number | null) => MapTone;
  readonly legend: readonly { readonly tone: MapTone; readonly label: string }[];
}

const tones = [1, 2, 3, 4, 5] as const;
const steps = [1, 3];
const rateTops = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** Counts differ by powers of ten from state to state, so that each tone is about three times the one before: 1, 3, 10, 30 … */
export function countScale(counts: readonly number[]): MapScale {
  const highest = Math.max(0, ...counts);
  const starts = highest <= tones.length ? wholeNumbers(highest) : [1, ...growing(highest).slice(1 - tones.length)];
  const label = (from: number, next: number | undefined) => {
    const to = next === undefined ? highest : next - 1;
    return from === to ? count(from) : `${count(from)} – ${count(to)}`;
  };
  return {
    toneOf: (value) => {
      if (value === null) return 'unknown';
      return value <= 0 ? 'zero' : (tones[starts.findLastIndex((start) => value >= start)] ?? 1);
    },
    legend: [
      ...(counts.some((value) => value <= 0)
        ? [{ tone: 'zero' as const, label: counts.some((value) => value < 0) ? '0 or less' : '0' }]
        : []),
      ...starts.map((start, index) => ({ tone: tones[index] ?? 5, label: label(start, starts[index + 1]) })),
    ],
  };
}

/** Rates in five equal parts up to the next round number: a fifth of 100 % each, or of 5 % where none is higher. */
export function rateScale(rates: readonly (number | null)[]): MapScale {
  const known = rates.filter((value) => value !== null);
  const highest = Math.max(0, ...known);
  const top = rateTops.find((each) => highest <= each) ?? 1;
  const part = top / tones.length;
  return {
    toneOf: (value) => {
      if (value === null) return 'unknown';
      // A millionth less, so that what is meant to lie on a limit does not fall over it.
      return value <= 0 ? 'zero' : (tones[Math.ceil(value / part - 1e-6) - 1] ?? 5);
    },
    legend: [
      ...(rates.includes(null) ? [{ tone: 'unknown' as const, label: 'no rate' }] : []),
      ...(known.some((value) => value <= 0) ? [{ tone: 'zero' as const, label: percent(0) }] : []),
      ...tones.map((tone) => ({
        tone,
        label:
          tone === 5 && highest > top
            ? `over ${percent(part * 4, decimalsOf(part))}`
            : (percentRange(part * (tone - 1), part * tone, decimalsOf(part)) ?? ''),
      })),
    ],
  };
}

/**
 * Differences of rates from −1 to 1 in two parts either side of none, up to the same round number: the further from none, the
 * stronger. Less is told from more by the kind of tone, not by its strength.
 */
export function changeScale(differences: readonly (number | null)[]): MapScale {
  const known = differences.filter((value) => value !== null);
  const furthest = Math.max(0, ...known.map(Math.abs));
  const top = rateTops.find((each) => furthest <= each) ?? 1;
  const half = top / 2;
  const end = (value: number) => signed(value * 100, top < 0.02 ? 1 : 0);
  const range = (from: number, to: number) => `${end(from)} to ${points(to, top < 0.02 ? 1 : 0)}`;
  return {
    toneOf: (value) => {
      if (value === null) return 'unknown';
      if (value === 0) return 'zero';
      const isFar = Math.abs(value) > half;
      if (value < 0) return isFar ? 'less-2' : 'less-1';
      return isFar ? 'more-2' : 'more-1';
    },
    legend: [
      ...(differences.includes(null) ? [{ tone: 'unknown' as const, label: 'not known on both sides' }] : []),
      { tone: 'less-2', label: range(-top, -half) },
      { tone: 'less-1', label: range(-half, 0) },
      ...(known.includes(0) ? [{ tone: 'zero' as const, label: 'no change' }] : []),
      { tone: 'more-1', label: range(0, half) },
      { tone: 'more-2', label: range(half, top) },
    ],
  };
}

function decimalsOf(part: number): number {
  return part < 0.01 ? 1 : 0;
}

function wholeNumbers(highest: number): number[] {
  return Array.from({ length: highest }, (_, index) => index + 1);
}

/** 3, 10, 30, 100 … up to `highest`. */
function growing(highest: number): number[] {
  const starts: number[] = [];
  for (let power = 1; power <= highest; power *= 10) {
    for (const step of steps) if (step * power > 1 && step * power <= highest) starts.push(step * power);
  }
  return starts;
}
