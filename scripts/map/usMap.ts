import { geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import atlas from 'us-atlas/states-albers-10m.json' with { type: 'json' };
import { type UsState, usStateOf } from '../../src/model/usStates.ts';

type Point = readonly [x: number, y: number];
type Ring = readonly Point[];

/** One state on the map, in map units. */
interface MappedState {
  /** Its outline, for `<path d>`. */
  path: string;
  /** Where its numbers are shown: the middle of its largest part. */
  middle: Point;
  /** The middle of a mark out at sea, for a state too small to be hit. */
  callout?: Point;
}

export interface UsMap {
  width: number;
  height: number;
  states: Record<string, MappedState>;
}

const path = geoPath(null);
/** The atlas is projected (Albers, Alaska and Hawaii moved below) to this size; the sea to the right holds the callouts. */
const atlasHeight = 610;
const callouts = { x: 962, top: 190, apart: 35, right: 1015 };
/** A state smaller than this, in square units, is hard to hit. The islands of Hawaii are small too, but far from everything else. */
const small = 950;
/** An island smaller than this would not be seen. */
const speck = 4;

/** The states of us-atlas as short SVG paths: rounded to whole units, without the points and islands that rounding swallows. */
export function usMap(): UsMap {
  const mapped = outlines().map(({ code, rings }) => {
    const largest = rings.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0] ?? [];
    return { code, rings, middle: rounded(path.centroid(polygon(largest))), largest: sizeOf(largest) };
  });
  let lowest = callouts.top - callouts.apart;
  const placed = mapped
    .toSorted((a, b) => a.middle[1] - b.middle[1])
    .map(({ code, rings, middle, largest }): [UsState, MappedState] => {
      const state: MappedState = { path: rings.map(drawn).join(''), middle };
      if (largest < small && code !== 'HI') {
        lowest = Math.max(lowest + callouts.apart, middle[1]);
        state.callout = [callouts.x, lowest];
      }
      return [code, state];
    })
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { width: callouts.right, height: atlasHeight, states: Object.fromEntries(placed) };
}

function outlines(): { code: UsState; rings: Ring[] }[] {
  const topology = atlas as unknown as Parameters<typeof feature>[0];
  const { states } = topology.objects;
  if (states?.type !== 'GeometryCollection') throw new TypeError('The atlas holds no collection of states.');
  return feature(topology, states).features.map(({ geometry, properties }) => {
    const name = String(properties?.['name']);
    const code = usStateOf(name);
    if (code === null) throw new TypeError(`The atlas has a state “${name}” that is not known here.`);
    const polygons =
      geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : geometry.type === 'Polygon'
          ? [geometry.coordinates]
          : [];
    const rings = polygons.flat().map((ring) => shortened(ring as unknown as Ring));
    const visible = rings.filter((ring) => sizeOf(ring) >= speck);
    return { code, rings: visible.length > 0 ? visible : rings };
  });
}

/** The corners of a ring in whole units, without those that do not turn. */
function shortened(ring: Ring): Ring {
  const corners: Point[] = [];
  for (const point of ring.slice(0, -1).map(rounded)) {
    const before = corners.at(-1);
    const twoBefore = corners.at(-2);
    if (before !== undefined && before[0] === point[0] && before[1] === point[1]) continue;
    if (before !== undefined && twoBefore !== undefined && inLine(twoBefore, before, point)) corners.pop();
    corners.push(point);
  }
  return corners;
}

function inLine(a: Point, b: Point, c: Point): boolean {
  const isTurn = (b[0] - a[0]) * (c[1] - b[1]) !== (b[1] - a[1]) * (c[0] - b[0]);
  return !isTurn && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) > 0;
}

function rounded([x, y]: Point): Point {
  return [Math.round(x), Math.round(y)];
}

function sizeOf(ring: Ring): number {
  return ring.length < 3 ? 0 : path.area(polygon(ring));
}

function polygon(ring: Ring) {
  const closed = [...ring, ...ring.slice(0, 1)].map(([x, y]) => [x, y]);
  return { type: 'Polygon' as const, coordinates: [closed] };
}

/** `M733,381l10,2-3,4z`: the first corner, then steps. */
function drawn(ring: Ring): string {
  const steps = ring.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = ring[index] ?? [0, 0];
    return `${x - fromX},${y - fromY}`;
  });
  const [first = [0, 0]] = ring;
  return `M${first.join()}l${steps.join(' ').replaceAll(' -', '-').replaceAll(',-', '-')}z`;
}
