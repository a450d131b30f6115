import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { TrendBucket, TrendLine, TrendOther, TrendTick } from '../../charts/TrendLines.tsx';
import type { OtherSide } from '../../model/comparison.ts';
import type { Counting, Grain } from '../../model/filters.ts';
import type { BucketRow } from '../../model/queries/trend.ts';
import { stepOf, steps } from '../../model/steps.ts';
import { words } from '../../model/words.ts';
import { bucketHeads, bucketKey, bucketLabel, bucketTitle } from '../../ui/bucketText.ts';
import { count, missing, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { otherName } from './sides.ts';
import { countingWords, noun, nothingMatches } from './wording.ts';

export interface TrendView {
  readonly buckets: readonly TrendBucket[];
  readonly lines: readonly TrendLine[];
  readonly ticks: readonly TrendTick[];
  readonly other: TrendOther | null;
  readonly numbers: Numbers;
  /** Which buckets are not whole. */
  readonly note: string | null;
  readonly empty: string | null;
}

/** The other side’s buckets, where two are compared. */
export interface TrendSide {
  readonly side: OtherSide;
  readonly rows: readonly BucketRow[];
}

/** Room at the end of a line is scarce. */
const lineLabels: Readonly<Partial<Record<string, string>>> = { package_shipped: 'Shipped' };

/** The steps over time as lines and as a table, and checkout of the other side where there is one. */
export function trendView(
  rows: readonly BucketRow[],
  grain: Grain,
  counting: Counting,
  other: TrendSide | null = null,
): TrendView {
  const { unit } = counting;
  const share = words[countingWords(counting).share].label.toLowerCase();
  const first = rows[0]?.bucket ?? '';
  const last = rows.at(-1)?.bucket ?? '';
  const aligned = other === null ? null : alignedRows(rows, other, grain);
  const notes = [
    ...rows.flatMap((row) => incompleteness(row, grain) ?? []),
    ...(other === null || aligned === null ? [] : otherNotes(other, aligned, grain)),
  ];
  return {
    buckets: rows.map((row, at) => {
      const title = bucketTitle(row.bucket, grain);
      const sizeText = `${count(row.all)} ${noun(unit, row.all)}`;
      const note = incompleteness(row, grain);
      const points = steps.map(({ id }) => ({
        rate: row.ofBaseRates[id],
        countText: count(row.counts[id]),
        rateText: percent(row.ofBaseRates[id]),
      }));
      const shares = steps.map(
        ({ id, label }) => `${label.toLowerCase()} ${row.counts[id]}, ${plainPercent(row.ofBaseRates[id])}`,
      );
      return {
        id: row.bucket,
        label: bucketLabel(row.bucket, grain, first, last),
        sizeText,
        name: [
          `${title}: ${row.all} ${noun(unit, row.all)}`,
          ...shares,
          ...(note === null ? [] : ['incomplete']),
          ...otherTold(aligned?.[at] ?? null, grain),
        ].join('; '),
        title,
        note,
        points,
      };
    }),
    lines: steps.map(({ id, position, label, optional }) => {
      const newest = rows.findLast((row) => row.ofBaseRates[id] !== null)?.ofBaseRates[id] ?? null;
      return { id, position, label: lineLabels[id] ?? label, endText: percent(newest, 1), dashed: optional };
    }),
    ticks: ticksUpTo(
      Math.max(
        ...rows.flatMap((row) => steps.map(({ id }) => row.ofBaseRates[id] ?? 0)),
        ...(aligned ?? []).map((row) => row?.ofBaseRates[drawnStep] ?? 0),
        0,
      ),
    ),
    other: aligned === null ? null : otherLine(aligned, grain),
    numbers: {
      columns: [
        { label: bucketHeads[grain], align: 'start' },
        { label: unit === 'sessions' ? 'Sessions' : 'Users', align: 'end' },
        ...steps.map(({ label }) => ({ label, align: 'end' as const })),
        ...steps.map(({ label }) => ({ label: `${label}, ${share}`, align: 'end' as const })),
        { label: words.incomplete.label, align: 'start' },
        ...(aligned === null ? [] : otherColumns(counting)),
      ],
      rows: rows.map((row, at) => [
        bucketKey(row.bucket, grain),
        plainCount(row.all),
        ...steps.map(({ id }) => plainCount(row.counts[id])),
        ...steps.map(({ id }) => plainPercent(row.ofBaseRates[id])),
        incompleteText(row),
        ...(aligned === null ? [] : otherCells(aligned[at] ?? null, grain)),
      ]),
    },
    note: notes.length === 0 ? null : notes.join(' '),
    empty: rows.every((row) => row.all === 0) ? nothingMatches(unit) : null,
  };
}

/** The step of the other side that is drawn: conversion. */
const drawnStep = 'checkout';

/** For each bucket the one of the other side: of a period the one as far from its start, of the rest the one of the same time. */
function alignedRows(rows: readonly BucketRow[], { side, rows: others }: TrendSide, grain: Grain) {
  if (side.days === null) return rows.map((row) => others.find(({ bucket }) => bucket === row.bucket) ?? null);
  const there = new Map(others.map((row, at) => [placeOf(row, at, others, grain), row]));
  return rows.map((row, at) => there.get(placeOf(row, at, rows, grain)) ?? null);
}

/** How far a bucket is from the start of its side. Data that begins late on the first day leaves its hours where they are. */
function placeOf({ bucket }: BucketRow, at: number, [first]: readonly BucketRow[], grain: Grain): number {
  if (first === undefined || (grain !== 'hour' && grain !== 'day')) return at;
  const since = Date.parse(`${bucket}Z`) - Date.parse(first.from);
  return Math.round(since / (grain === 'hour' ? 3_600_000 : 86_400_000));
}

type Aligned = readonly (BucketRow | null)[];

function otherLine(aligned: Aligned, grain: Grain): TrendOther {
  const newest = aligned.findLast((row) => (row?.ofBaseRates[drawnStep] ?? null) !== null);
  return {
    label: `${stepOf(drawnStep).label} there`,
    endText: percent(newest?.ofBaseRates[drawnStep] ?? null, 1),
    points: aligned.map((row) =>
      row === null
        ? null
        : {
            rate: row.ofBaseRates[drawnStep],
            countText: count(row.counts[drawnStep]),
            rateText: percent(row.ofBaseRates[drawnStep]),
            title: bucketTitle(row.bucket, grain),
            note: incompleteness(row, grain),
          },
    ),
  };
}

/** What the thin line is, and what of the other side it does not show. */
function otherNotes({ side, rows }: TrendSide, aligned: Aligned, grain: Grain): readonly string[] {
  const drawn = aligned.filter((row) => row !== null);
  const left = rows.length - drawn.length;
  if (drawn.length === 0)
    return [`“There”, ${otherName(side)}: nothing of it lies at the same time, so no line is drawn.`];
  return [
    `Thin dashed line: checkout there, ${otherName(side)}, ${side.days === null ? 'at the same time' : 'from its start'}.`,
    ...(left > 0 ? [leftSentence(left, grain)] : []),
    ...drawn.flatMap((row) => {
      const note = incompleteness(row, grain);
      return note === null || side.days === null ? [] : [`There: ${note}`];
    }),
  ];
}

function leftSentence(left: number, grain: Grain): string {
  if (left === 1) return `1 ${grain} there has no counterpart here and is not drawn.`;
  return `${count(left)} ${grain}s there have no counterpart here and are not drawn.`;
}

function otherTold(row: BucketRow | null, grain: Grain): readonly string[] {
  if (row === null) return [];
  const rate = plainPercent(row.ofBaseRates[drawnStep]);
  const open = row.incomplete === null ? '' : ', incomplete';
  return [
    `there, ${bucketTitle(row.bucket, grain)}: ${stepOf(drawnStep).label.toLowerCase()} ${row.counts[drawnStep]}, ${rate}${open}`,
  ];
}

function otherColumns(counting: Counting) {
  const { label } = stepOf(drawnStep);
  const share = words[countingWords(counting).share].label.toLowerCase();
  return [
    { label: 'There', align: 'start' as const },
    { label: `${counting.unit === 'sessions' ? 'Sessions' : 'Users'} there`, align: 'end' as const },
    { label: `${label} there`, align: 'end' as const },
    { label: `${label} there, ${share}`, align: 'end' as const },
    { label: `${words.incomplete.label} there`, align: 'start' as const },
  ];
}

function otherCells(row: BucketRow | null, grain: Grain): readonly string[] {
  if (row === null) return [missing, missing, missing, missing, missing];
  return [
    bucketKey(row.bucket, grain),
    plainCount(row.all),
    plainCount(row.counts[drawnStep]),
    plainPercent(row.ofBaseRates[drawnStep]),
    incompleteText(row),
  ];
}

function incompleteText({ incomplete }: BucketRow): string {
  return incomplete === null ? 'no' : `${incomplete === 'both' ? 'starts and ends' : incomplete} inside`;
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
