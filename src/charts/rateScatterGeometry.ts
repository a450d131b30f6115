/** Where points of a scatter are drawn, in CSS pixels of the figure. */
export interface ScatterGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

export const scatterHeight = 330;

/** Both axes are linear; their ends are the first and the last tick. */
export function scatterGeometry(width: number, xEnds: Ends, yEnds: Ends): ScatterGeometry {
  const [left, right, top, bottom] = [46, width - 70, 10, scatterHeight - 42];
  const along = ({ from, to }: Ends, value: number) => (to === from ? 0.5 : (value - from) / (to - from));
  return {
    width,
    height: scatterHeight,
    left,
    right,
    top,
    bottom,
    x: (value) => left + along(xEnds, value) * (right - left),
    y: (value) => bottom - along(yEnds, value) * (bottom - top),
  };
}

export interface Ends {
  readonly from: number;
  readonly to: number;
}
