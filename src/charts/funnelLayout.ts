/** Where things go in a row of the funnel, in CSS pixels. */
export interface FunnelLayout {
  readonly kind: 'wide' | 'narrow';
  readonly rowHeight: number;
  readonly barHeight: number;
  /** Kept free beside the bars. */
  readonly left: number;
  readonly right: number;
}

/** Label before the bar, rates after it, the loss above the hatched stretch. */
export const wideLayout: FunnelLayout & { readonly fromWidth: number } = {
  kind: 'wide',
  fromWidth: 500,
  rowHeight: 68,
  barHeight: 38,
  left: 118,
  right: 204,
};

/** Label and rate above the bar, the loss beneath it. */
export const narrowLayout: FunnelLayout = { kind: 'narrow', rowHeight: 80, barHeight: 26, left: 0, right: 0 };
