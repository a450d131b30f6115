import type { XyPoint, XyTick } from '../../charts/xyGeometry.ts';
import type { Numbers } from '../../charts/NumbersTable.tsx';
import { missing, plainNumber } from '../../ui/format.ts';
import type { Answer } from './useStatement.ts';

export type Cell = Answer['rows'][number][number];

/** Which columns of an answer are drawn, by their place, and how. */
export interface ChartChoice {
  readonly x: number;
  readonly y: number;
  readonly kind: 'bars' | 'line';
}

/** An answer as a picture and as its numbers. */
export interface AnswerChart {
  readonly title: string;
  readonly points: readonly XyPoint[];
  readonly ticks: readonly XyTick[];
  readonly numbers: Numbers;
  readonly note: string;
}

/** Rows that are drawn at most. */
export const mostPoints = 400;
/** More rows than these are first shown as a line. */
const mostBars = 60;

/** Whether DuckDB’s type of that name is a number. */
export function isNumberType(type: string): boolean {
  return /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL\(.*\)|FLOAT|DOUBLE)$/.test(type);
}

/** The columns whose values can be drawn, by their place. */
export function drawable({ columns }: Pick<Answer, 'columns'>): readonly number[] {
  return columns.flatMap(({ type }, at) => (isNumberType(type) ? [at] : []));
}

/** What is drawn first: a number against the first column whose values tell the rows apart. Null where there is no number. */
export function firstChoice(answer: Pick<Answer, 'columns' | 'rows'>): ChartChoice | null {
  const numbers = drawable(answer);
  const y = numbers.find((at) => at > 0) ?? numbers[0];
  if (y === undefined) return null;
  const drawn = answer.rows.slice(0, mostPoints);
  const tellsApart = (at: number) => new Set(drawn.map((row) => row[at])).size === drawn.length;
  const x = answer.columns.findIndex((_, at) => at !== y && tellsApart(at));
  return { x: Math.max(x, 0), y, kind: answer.rows.length > mostBars ? 'line' : 'bars' };
}

/** The choice as a picture: rows side by side in the order of the answer. */
export function answerChart({ columns, rows, cut }: Answer, { x, y, kind }: ChartChoice): AnswerChart {
  const [across, up] = [columns[x]?.name ?? '', columns[y]?.name ?? ''];
  const drawn = rows.slice(0, mostPoints);
  const points = drawn.map((row): XyPoint => {
    const value = numberOf(row[y] ?? null);
    const label = cellText(row[x] ?? null) ?? missing;
    return { label, value, name: `${label}: ${value === null ? missing : plainNumber(value)}` };
  });
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const isPart = cut || rows.length > drawn.length;
  return {
    title: `${up} by ${across}`,
    points,
    ticks: valueTicks(values, kind === 'bars'),
    numbers: {
      columns: [
        { label: 'Row', align: 'end' },
        { label: across, align: 'start' },
        { label: x === y ? `${up} as a number` : up, align: 'end' },
      ],
      rows: points.map(({ label, value }, at) => [
        plainNumber(at + 1),
        label,
        value === null ? missing : plainNumber(value),
      ]),
    },
    note: isPart
      ? `The first ${plainNumber(drawn.length)} rows, side by side in the order of the answer.`
      : 'Rows stand side by side in the order of the answer.',
  };
}

/** A value as it is shown; null for NULL. */
export function cellText(cell: Cell): string | null {
  if (cell === null) return null;
  return typeof cell === 'number' ? plainNumber(cell) : String(cell);
}

/** Numbers that are too long for a number come as text; a picture can take them all the same. */
function numberOf(cell: Cell): number | null {
  const value = typeof cell === 'string' ? Number(cell) : cell;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** What is smaller than this is zero to a picture. */
const smallest = 1e-290;

/** A few round values around all of `values`, with zero when bars have to stand on it. */
export function valueTicks(values: readonly number[], withZero: boolean): readonly XyTick[] {
  const all = withZero || values.length === 0 ? [...values, 0] : values;
  const low = all.reduce((least, value) => Math.min(least, value), Infinity);
  const high = all.reduce((most, value) => Math.max(most, value), -Infinity);
  // One value, or several that a picture cannot tell apart, have no span: then they are seen from zero, and zero up to one.
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const isFlat = largest < smallest || high / 2 - low / 2 <= largest * 1e-9;
  const from = isFlat ? Math.min(low, 0) : low;
  const to = isFlat ? Math.max(high, largest < smallest ? 1 : 0) : high;
  // In parts, because the span of two numbers can be larger than any number.
  const rough = to / 4 - from / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
  const first = Math.floor(from / step);
  const last = Math.ceil(to / step);
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const exact = Number(((first + at) * step).toPrecision(12));
    const value = Math.min(Math.max(exact, -Number.MAX_VALUE), Number.MAX_VALUE);
    return { value, label: plainNumber(value) };
  });
}
