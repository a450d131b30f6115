import type { FunnelBar } from './FunnelBars.tsx';
import { textWidth } from './theme.ts';

/** Where things go in a row of the funnel, in CSS pixels. */
export interface FunnelLayout {
  /** `wide`: label before the bar, rates after it, the loss above; `narrow`: label and rate above the bar, the loss beneath. */
  readonly kind: 'wide' | 'narrow';
  readonly rowHeight: number;
  readonly barHeight: number;
  /** Kept free beside the bars. */
  readonly left: number;
  readonly right: number;
}

export const wideRowHeight = 68;
const gap = 16;
/** With less room than this for the bars, the texts go above and beneath them. */
const leastPlot = 150;

export function funnelLayout(bars: readonly FunnelBar[], width: number): FunnelLayout {
  const widest = (texts: readonly string[], size: number) => Math.max(0, ...texts.map((text) => textWidth(text, size)));
  const others = bars.flatMap(({ other }) => other ?? []);
  const shares = Math.max(
    widest(
      bars.map(({ shareText }) => shareText),
      15,
    ),
    widest(
      others.map(({ shareText }) => shareText),
      12,
    ),
  );
  const previous = widest(
    [...bars, ...others].map(({ previousText }) => previousText ?? ''),
    12,
  );
  const left =
    widest(
      bars.map(({ label }) => label),
      13,
    ) +
    gap / 2;
  const right = gap + shares + gap / 2 + previous;
  return width - left - right < leastPlot
    ? { kind: 'narrow', rowHeight: others.length > 0 ? 104 : 80, barHeight: 26, left: 0, right: 0 }
    : { kind: 'wide', rowHeight: wideRowHeight, barHeight: 38, left, right };
}
