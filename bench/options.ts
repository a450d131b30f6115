import { parseArgs } from 'node:util';
import { type SizeId, sizeIds } from './shops.ts';

/** What can be measured by itself, in the order it is. */
export const parts = ['prepare', 'open', 'throttled', 'walk', 'native', 'raw', 'mosaic'] as const;
export type Part = (typeof parts)[number];

export interface BenchOptions {
  readonly sizes: readonly SizeId[];
  readonly parts: readonly Part[];
  /** Changes of a walk that are timed. */
  readonly changes: number;
  /** Folder of the built page. */
  readonly build: string;
  readonly port: number;
  /** Writes the table into `docs/performance.md`. */
  readonly write: boolean;
}

export const usage = `npm run bench -- [options]

  --sizes <list>    of ${sizeIds.join(', ')}; all when left out
  --only <list>     of ${parts.join(', ')}; all when left out
  --changes <n>     changes of a walk that are timed; 50 when left out
  --build <folder>  the built page; dist when left out
  --port <n>        4188 when left out
  --no-write        leave docs/performance.md as it is

What was measured before and is not measured now is kept in .cache/bench/results.json and stays in the table.
`;

/** Throws TypeError with a sentence for what it cannot use. */
export function optionsFrom(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      sizes: { type: 'string', default: sizeIds.join(',') },
      only: { type: 'string', default: parts.join(',') },
      changes: { type: 'string', default: '50' },
      build: { type: 'string', default: 'dist' },
      port: { type: 'string', default: '4188' },
      write: { type: 'boolean', default: true },
    },
  });
  return {
    sizes: listOf(values.sizes, sizeIds),
    parts: listOf(values.only, parts),
    changes: numberOf(values.changes, 'changes'),
    build: values.build,
    port: numberOf(values.port, 'port'),
    write: values.write,
  };
}

function listOf<T extends string>(text: string, known: readonly T[]): readonly T[] {
  const asked = text.split(',').map((name) => name.trim());
  const unknown = asked.find((name) => !known.some((one) => one === name));
  if (unknown !== undefined) throw new TypeError(`“${unknown}” is none of ${known.join(', ')}.`);
  return known.filter((name) => asked.includes(name));
}

function numberOf(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`--${name} is a whole number, not “${text}”.`);
  return value;
}
