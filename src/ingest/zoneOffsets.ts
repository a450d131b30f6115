/** From a moment on, local clocks of a zone are `seconds` ahead of UTC. */
interface Offset {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly seconds: number;
}

/** From a local time on, written as if it were UTC, local times are read with this offset. */
export interface LocalOffset {
  /** Milliseconds since 1970; minus infinity for the first. */
  readonly from: number;
  readonly seconds: number;
}

const firstYear = 1990;
const lastYear = 2040;
/** No zone changes its clocks twice within these days, and back to what they were. */
const stepMs = 4 * 86_400_000;

const known = new Map<string, readonly LocalOffset[]>();

/** Whether times can be read in this IANA zone. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

/**
 * How local times of an IANA zone stand to UTC in 1990 to 2040, the earliest first; earlier and later times are read like the
 * nearest. A local time that happens twice is read as the first, one that a change skips as if the clock had not changed yet:
 * 2:30 in the night that has none is 3:30. Throws RangeError for a zone that nobody knows. Source: the zone table of the browser.
 */
export function localOffsets(zone: string): readonly LocalOffset[] {
  const before = known.get(zone);
  if (before !== undefined) return before;
  const offsets = utcOffsets(zone);
  const local = offsets.map(({ from, seconds }, index) => {
    const last = offsets[index - 1];
    // Until the later of both clocks shows the change, a local time is one of the old clock.
    return { seconds, from: last === undefined ? -Infinity : from + Math.max(seconds, last.seconds) * 1000 };
  });
  known.set(zone, local);
  return local;
}

function utcOffsets(zone: string): readonly Offset[] {
  if (zone === 'UTC') return [{ from: -Infinity, seconds: 0 }];
  const secondsAt = clockOf(zone);
  const start = Date.UTC(firstYear, 0, 1);
  const end = Date.UTC(lastYear + 1, 0, 1);
  const offsets: Offset[] = [{ from: -Infinity, seconds: secondsAt(start) }];
  for (let at = start; at < end; at += stepMs) {
    const seconds = secondsAt(at + stepMs);
    if (seconds !== offsets.at(-1)?.seconds) offsets.push({ from: changeBetween(at, at + stepMs, secondsAt), seconds });
  }
  return offsets;
}

/** The second at which the offset is another than before. */
function changeBetween(before: number, after: number, secondsAt: (at: number) => number): number {
  const old = secondsAt(before);
  let [low, high] = [before, after];
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (secondsAt(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** Seconds ahead of UTC at a moment, as the browser's own clocks have it. */
function clockOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = format
      .formatToParts(at)
      .flatMap(({ type, value }) => (type === 'literal' ? [] : [Number(value)]));
    return (Date.UTC(year, month - 1, day, hour, minute, second) - at) / 1000;
  };
}
