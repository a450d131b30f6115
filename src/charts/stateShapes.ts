import usMap from './usMap.json' with { type: 'json' };

/** How one state is drawn, in the units of its layout. */
export interface StateShape {
  readonly path: string;
  /** Where its numbers are shown. */
  readonly x: number;
  readonly y: number;
  /** Where its code is written. */
  readonly label: { readonly x: number; readonly y: number; readonly inside: boolean } | null;
  /** From a state that is hard to hit to its mark at sea. */
  readonly leader: string | null;
}

export interface StateLayout {
  readonly width: number;
  readonly height: number;
  readonly shapes: Readonly<Record<string, StateShape>>;
}

const callout = 30;
const tile = 36;
const gap = 2;

/** One square a state, about where it lies. */
const tiles = `
  AK .  .  .  .  .  .  .  .  .  ME
  .  .  .  .  .  WI .  .  .  VT NH
  WA ID MT ND MN IL MI .  NY MA .
  OR NV WY SD IA IN OH PA NJ CT RI
  CA UT CO NE MO KY WV VA MD DE .
  .  AZ NM KS AR TN NC SC DC .  .
  .  .  .  OK LA MS AL GA .  .  .
  HI .  .  TX .  .  .  .  FL .  .`;

/** The states as they lie on the ground, Alaska and Hawaii below; small ones have a mark at sea beside. */
export const mapLayout: StateLayout = {
  width: usMap.width,
  height: usMap.height,
  shapes: Object.fromEntries(
    Object.entries<{ path: string; middle: number[]; callout?: number[] }>(usMap.states).map(([code, state]) => {
      const [x = 0, y = 0] = state.middle;
      if (state.callout === undefined) return [code, { path: state.path, x, y, label: null, leader: null }];
      const [seaX = 0, seaY = 0] = state.callout;
      return [
        code,
        {
          path: state.path + square(seaX - callout / 2, seaY - callout / 2, callout),
          x: seaX,
          y: seaY,
          label: { x: seaX + callout / 2 + 4, y: seaY, inside: false },
          leader: `M${x},${y}L${seaX - callout / 2},${seaY}`,
        },
      ];
    }),
  ),
};

/** The same states as equal squares, for screens on which the map would be too small to hit. */
export const tileLayout: StateLayout = tileGrid(
  tiles
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/)),
);

function tileGrid(rows: readonly (readonly string[])[]): StateLayout {
  const placed = rows.flatMap((row, down) =>
    row.flatMap((code, across): [string, StateShape][] => {
      if (code === '.') return [];
      const middle = { x: (across + 0.5) * tile, y: (down + 0.5) * tile };
      const path = square(across * tile + gap / 2, down * tile + gap / 2, tile - gap);
      return [[code, { path, ...middle, label: { ...middle, inside: true }, leader: null }]];
    }),
  );
  const across = Math.max(...rows.map((row) => row.length));
  return { width: across * tile, height: rows.length * tile, shapes: Object.fromEntries(placed) };
}

function square(x: number, y: number, size: number): string {
  return `M${x},${y}h${size}v${size}h-${size}z`;
}
