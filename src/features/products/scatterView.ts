import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { ScatterLimits, ScatterPoint, ScatterTick } from '../../charts/RateScatter.tsx';
import type { Unit } from '../../model/filters.ts';
import { type Alikeness, type ControlLimits, controlLimits } from '../../model/productTests.ts';
import type { ProductRow } from '../../model/queries/products.ts';
import { count, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { listed, noun, products } from './wording.ts';

export interface ScatterView {
  readonly points: readonly ScatterPoint[];
  readonly limits: readonly ScatterLimits[];
  readonly centre: { readonly value: number; readonly label: string } | null;
  readonly xTicks: readonly ScatterTick[];
  readonly yTicks: readonly ScatterTick[];
  readonly numbers: Numbers;
  readonly note: string | null;
  readonly empty: string | null;
}

/** More points hide each other, and take long to draw. */
export const mostPoints = 500;
const curveSteps = 60;

interface Placed {
  readonly row: ProductRow;
  readonly views: number;
  readonly rate: number;
  readonly limits: ControlLimits | null;
  readonly outside: '99.8 %' | '95 %' | null;
}

/** Conversion against views with the limits of chance; of very many products, those outside and the most viewed. */
export function scatterView(
  rows: readonly ProductRow[],
  test: Alikeness | null,
  { unit, focus }: { unit: Unit; focus: string | null },
): ScatterView {
  const overall = test?.overallRate ?? null;
  const all = rows.flatMap((row) => placed(row, overall) ?? []);
  const shown = all
    .toSorted((a, b) => rank(b) - rank(a) || b.views - a.views)
    .slice(0, mostPoints)
    .toSorted((a, b) => a.views - b.views || a.rate - b.rate);
  const views = shown.map((point) => point.views);
  const mostViews = Math.max(1, ...views);
  // Where all have many views, the axis starts between nothing and the fewest.
  const fewest = Math.min(mostViews, ...views);
  const xTicks = ticks(fewest > mostViews / 2 ? fewest / 2 : 0, mostViews, count);
  const most = xTicks.at(-1)?.value ?? 1;
  const rates = [...shown.map(({ rate }) => rate), ...(overall === null ? [] : [overall])];
  const least = Math.max(0, Math.floor(Math.min(1, ...rates) * 10 - 1) / 10);
  const yTicks = ticks(least, Math.max(least + 0.1, Math.ceil(Math.max(0, ...rates) * 10 + 1) / 10), (value) =>
    percent(value, 0),
  );
  const outside = all.filter((point) => point.outside !== null);
  return {
    points: shown.map(({ row, views: x, rate, outside: out }) => ({
      id: row.name,
      x,
      y: rate,
      label: row.name,
      isOutside: out !== null,
      name: `${row.name}: ${x} ${noun(unit, x)} viewed it, ${plainPercent(rate)} convert${out === null ? '' : `, outside the ${out} limits`}`,
      selected: row.name === focus,
    })),
    limits: overall === null ? [] : curves(overall, most),
    centre: overall === null ? null : { value: overall, label: `all ${percent(overall, 1)}` },
    xTicks,
    yTicks,
    numbers: {
      columns: [
        { label: 'Product', align: 'start' },
        { label: 'Page view', align: 'end' },
        { label: 'Checkout', align: 'end' },
        { label: 'Conversion', align: 'end' },
        { label: '99.8 % from', align: 'end' },
        { label: '95 % from', align: 'end' },
        { label: '95 % to', align: 'end' },
        { label: '99.8 % to', align: 'end' },
        { label: 'Outside', align: 'start' },
      ],
      rows: shown.map(({ row, rate, limits, outside: out }) => [
        row.name,
        plainCount(row.counts.page_view),
        plainCount(row.counts.checkout),
        plainPercent(rate),
        plainPercent(limits?.low998 ?? null),
        plainPercent(limits?.low95 ?? null),
        plainPercent(limits?.high95 ?? null),
        plainPercent(limits?.high998 ?? null),
        out ?? 'no',
      ]),
    },
    note: note(all, outside, shown.length, overall),
    empty: all.length === 0 ? 'No product of this selection has a view.' : null,
  };
}

function placed(row: ProductRow, overall: number | null): Placed | null {
  const { conversionRate: rate, counts } = row;
  if (rate === null) return null;
  const limits = overall === null ? null : controlLimits(overall, counts.page_view);
  const isBeyond = (low: number, high: number) => rate < low || rate > high;
  const outside =
    limits === null
      ? null
      : isBeyond(limits.low998, limits.high998)
        ? '99.8 %'
        : isBeyond(limits.low95, limits.high95)
          ? '95 %'
          : null;
  return { row, views: counts.page_view, rate, limits, outside };
}

function rank({ outside }: Placed): number {
  return outside === '99.8 %' ? 2 : outside === '95 %' ? 1 : 0;
}

function curves(overall: number, most: number): ScatterLimits[] {
  // The limits are steep where views are few: half of the steps lie in the first quarter.
  const along = Array.from({ length: curveSteps }, (_, at) => Math.max(1, most * ((at + 1) / curveSteps) ** 2));
  const at = (pick: (limits: ControlLimits) => { low: number; high: number }) =>
    along.map((x) => ({ x, ...pick(controlLimits(overall, x)) }));
  return [
    { label: '95 %', dashed: false, points: at(({ low95, high95 }) => ({ low: low95, high: high95 })) },
    { label: '99.8 %', dashed: true, points: at(({ low998, high998 }) => ({ low: low998, high: high998 })) },
  ];
}

function note(all: readonly Placed[], outside: readonly Placed[], shown: number, overall: number | null): string {
  const limits =
    overall === null
      ? 'Without an overall rate between 0 and 100 % there are no limits.'
      : `${outside.length === 0 ? 'No product is' : outside.length === 1 ? '1 product is' : `${outside.length} products are`} outside the 95 % limits${
          outside.length === 0 ? '' : ` (${listed(outside.map(({ row }) => row.name))})`
        }; of ${products(all.length)}, chance alone puts about ${(all.length * 0.05).toFixed(1)} there.`;
  const rest = all.length > shown ? ` The ${shown} outside the limits or most viewed of ${all.length} are drawn.` : '';
  return limits + rest;
}

/** Round steps from about `from` to about `to`, four to eight of them. */
function ticks(from: number, to: number, label: (value: number) => string): ScatterTick[] {
  const rough = (to - from) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const value = Number(((first + at) * step).toPrecision(12));
    return { value, label: label(value) };
  });
}
