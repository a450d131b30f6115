import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { TrendBucket, TrendLine, TrendTick } from '../../charts/TrendLines.tsx';
import type { Counting, Grain } from '../../model/filters.ts';
import type { BucketRow } from '../../model/queries/trend.ts';
import { steps } from '../../model/steps.ts';
import { words } from '../../model/words.ts';
import { bucketHeads, bucketKey, bucketLabel, bucketTitle } from '../../ui/bucketText.ts';
import { count, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { countingWords, noun, nothingMatches } from './wording.ts';

export interface TrendView {
  readonly buckets: readonly TrendBucket[];
  readonly lines: readonly TrendLine[];
  readonly ticks: readonly TrendTick[];
  readonly numbers: Numbers;
  /** Which buckets are not whole. */
  readonly note: string | null;
  readonly empty: string | null;
}

/** Room at the end of a line is scarce. */
const lineLabels: Readonly<Partial<Record<string, string>>> = { package_shipped: 'Shipped' };

/** The steps over time as lines and as a table. */
export function trendView(rows: readonly BucketRow[], grain: Grain, counting: Counting): TrendView {
  const { unit } = counting;
  const share = words[countingWords(counting).share].label.toLowerCase();
  const first = rows[0]?.bucket ?? '';
  const last = rows.at(-1)?.bucket ?? '';
  const notes = rows.flatMap((row) => incompleteness(row, grain) ?? []);
  return {
    buckets: rows.map((row) => {
      const title = bucketTitle(row.bucket, grain);
      const sizeText = `${count(row.all)} ${noun(unit, row.all)}`;
      const note = incompleteness(row, grain);
      const points = steps.map(({ id }) => ({
        rate: row.ofBaseRates[id],
        countText: count(row.counts[id]),
        rateText: percent(row.ofBaseRates[id]),
      }));
      const told = steps.map(
        ({ id, label }) => `${label.toLowerCase()} ${row.counts[id]}, ${plainPercent(row.ofBaseRates[id])}`,
      );
      return {
        id: row.bucket,
        label: bucketLabel(row.bucket, grain, first, last),
        sizeText,
        name: [`${title}: ${row.all} ${noun(unit, row.all)}`, ...told, ...(note === null ? [] : ['incomplete'])].join(
          '; ',
        ),
        title,
        note,
        points,
      };
    }),
    lines: steps.map(({ id, position, label, optional }) => {
      const newest = rows.findLast((row) => row.ofBaseRates[id] !== null)?.ofBaseRates[id] ?? null;
      return { id, position, label: lineLabels[id] ?? label, endText: percent(newest, 1), dashed: optional };
    }),
    ticks: ticksUpTo(Math.max(...rows.flatMap((row) => steps.map(({ id }) => row.ofBaseRates[id] ?? 0)), 0)),
    numbers: {
      columns: [
        { label: bucketHeads[grain], align: 'start' },
        { label: unit === 'sessions' ? 'Sessions' : 'Users', align: 'end' },
        ...steps.map(({ label }) => ({ label, align: 'end' as const })),
        ...steps.map(({ label }) => ({ label: `${label}, ${share}`, align: 'end' as const })),
        { label: words.incomplete.label, align: 'start' },
      ],
      rows: rows.map((row) => [
        bucketKey(row.bucket, grain),
        plainCount(row.all),
        ...steps.map(({ id }) => plainCount(row.counts[id])),
        ...steps.map(({ id }) => plainPercent(row.ofBaseRates[id])),
        row.incomplete === null ? 'no' : `${row.incomplete === 'both' ? 'starts and ends' : row.incomplete} inside`,
      ]),
    },
    note: notes.length === 0 ? null : notes.join(' '),
    empty: rows.every((row) => row.all === 0) ? nothingMatches(unit) : null,
  };
}

const verbs = { starts: 'starts', ends: 'ends', both: 'starts and ends' } as const;

function incompleteness(row: BucketRow, grain: Grain): string | null {
  if (row.incomplete === null) return null;
  return `${bucketTitle(row.bucket, grain)} is incomplete: the data, or the chosen range, ${verbs[row.incomplete]} inside it.`;
}

/** From 0 to 100 %; in the reading “has” a later step can be larger than what 100 % is, and the scale goes on. */
function ticksUpTo(highest: number): TrendTick[] {
  const top = Math.max(highest, 1);
  const step = top <= 2 ? 0.5 : Math.ceil(top / 4);
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_, at) => ({
    value: at * step,
    label: percent(at * step, 0),
  }));
}
