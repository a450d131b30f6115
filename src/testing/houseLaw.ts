import { type Import, type SourceFacts, type SourceFile, sourceFacts } from './sourceFacts.ts';

export interface Room {
  readonly purpose: string;
  /** The rooms, or single files of rooms, that its files may import. */
  readonly enters: readonly string[];
  /** The packages that all its files may import; `*` is any. */
  readonly packages: readonly string[];
  /** The packages that only this file of the room may import. */
  readonly filePackages?: Readonly<Record<string, readonly string[]>>;
}

/** What each room is and whom it may enter. A room is a folder of `src`, or a file right under it. */
export interface House {
  readonly rooms: Readonly<Record<string, Room>>;
  /** What tests may import beside everything in `src` and the packages of their room. */
  readonly testPackages: readonly string[];
  /** Files and rooms that never reach the page. */
  readonly testsOnly: readonly string[];
  /** Files and packages that `main.tsx` must not reach by static imports, because the first paint would wait for them. */
  readonly lazy: readonly string[];
  readonly roomsWithSql: readonly string[];
}

/** Every breach of the house law in `files`, as sentences; empty when there is none. */
export function breaches(house: House, files: readonly SourceFile[]): string[] {
  const sources = files.map(sourceFacts);
  const inPage = sources.filter(({ path }) => !isTest(path));
  return [
    ...sources.flatMap(({ path }) => namelessPlaces(house, path)),
    ...inPage.flatMap(({ imports }) => imports.flatMap((each) => unlawful(house, each))),
    ...sources.flatMap(({ path, imports }) =>
      isTest(path) ? imports.flatMap((each) => unlawfulInTest(house, each)) : [],
    ),
    ...cycles(sources),
    ...tooEarly(house, sources),
    ...sources.flatMap(clockAndChance),
    ...inPage.flatMap((facts) => [...addressBars(facts), ...strayedSql(house, facts), ...foreignUrls(facts)]),
  ];
}

function namelessPlaces({ rooms }: House, path: string): string[] {
  const said: string[] = [];
  if (!(roomOf(path) in rooms) && !path.startsWith('../'))
    said.push(`${path} is in no room: give “${roomOf(path)}” a line in the table.`);
  const nickname = /(?:^|\/)(utils?|helpers?|common|types|hooks|index)(?:\/|\.tsx?$)/.exec(path)?.[1];
  if (nickname) said.push(`${path} says nothing by the name “${nickname}”: put it with the noun it serves.`);
  return said;
}

function unlawful(house: House, { from, target, isPackage }: Import): string[] {
  const name = roomOf(from);
  const room = house.rooms[name];
  if (!room) return [];
  if (isPackage) {
    const allowed = [...room.packages, ...(room.filePackages?.[from.slice(name.length + 1)] ?? [])];
    return allowed.some((each) => each === '*' || isWithin(target, each))
      ? []
      : [`${from} may not import the package ${target}.`];
  }
  if (name !== 'testing' && house.testsOnly.some((each) => isWithin(target, each)))
    return [`${from} imports ${target}, which is for tests only.`];
  if (target.startsWith('../') && !room.enters.includes(target))
    return [`${from} imports ${target}, which is outside src.`];
  if (roomOf(target) === name) {
    const isNeighbour = name === 'features' && partOf(from) !== partOf(target);
    return isNeighbour ? [`${from} imports ${target}: one feature may not enter another.`] : [];
  }
  return room.enters.some((each) => isWithin(target, each))
    ? []
    : [`${from} imports ${target}: ${name} may not enter ${roomOf(target)}.`];
}

function unlawfulInTest({ rooms, testPackages }: House, { from, target, isPackage }: Import): string[] {
  const room = rooms[roomOf(from)];
  if (!room || !isPackage) return [];
  const allowed = [...testPackages, ...room.packages, ...Object.values(room.filePackages ?? {}).flat()];
  return allowed.some((each) => each === '*' || isWithin(target, each))
    ? []
    : [`The test ${from} may not import the package ${target}.`];
}

/** One sentence for each file that a chain of imports leads back to itself by; each circle is told once. */
function cycles(sources: readonly SourceFacts[]): string[] {
  const next = importsNow(sources);
  const done = new Set<string>();
  const said: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path))
      said.push(`Imports run in a circle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}.`);
    if (done.has(path)) return;
    done.add(path);
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
  };
  for (const { path } of sources) visit(path, []);
  return said;
}

function tooEarly({ lazy }: House, sources: readonly SourceFacts[]): string[] {
  const next = importsNow(sources);
  const seen = new Set<string>();
  const said: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (seen.has(path)) return;
    seen.add(path);
    if (lazy.some((each) => isWithin(path, each)))
      said.push(`The first paint waits for ${path}: ${[...trail, path].join(' → ')}. Use import().`);
    else for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
  };
  visit('main.tsx', []);
  return said;
}

function importsNow(sources: readonly SourceFacts[]): Map<string, string[]> {
  const now = ({ imports }: SourceFacts) => imports.filter(({ kind }) => kind === 'now').map(({ target }) => target);
  return new Map(sources.map((facts) => [facts.path, now(facts)]));
}

function clockAndChance({ path, chance }: SourceFacts): string[] {
  const isTimeless = ['model', 'url'].includes(roomOf(path)) || /View\.tsx?$/.test(path);
  return isTimeless
    ? chance.map((quote) => `${path} uses ${quote}: the same link has to show the same numbers tomorrow.`)
    : [];
}

function addressBars({ path, addressBar }: SourceFacts): string[] {
  return roomOf(path) === 'url'
    ? []
    : addressBar.map((quote) => `${path} uses ${quote}: only url touches the address bar.`);
}

function strayedSql({ roomsWithSql }: House, { path, sql }: SourceFacts): string[] {
  return roomsWithSql.includes(roomOf(path))
    ? []
    : sql.map((quote) => `${path} writes SQL (${quote}): ${roomOf(path)} may not.`);
}

function foreignUrls({ path, foreign }: SourceFacts): string[] {
  return foreign.map((url) => `${path} names ${url}: the page speaks to no other host.`);
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.includes('/fixtures/');
}

function isWithin(target: string, place: string): boolean {
  return target === place || target.startsWith(place.endsWith(':') ? place : `${place}/`);
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function partOf(path: string): string | undefined {
  return path.split('/')[1];
}
