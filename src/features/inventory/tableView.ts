import type { Numbers } from '../../charts/NumbersTable.tsx';
import { fewestSharedDays, type StockSales } from '../../model/queries/stockSales.ts';
import { isChanged, type StockChange } from '../../model/queries/stockChanges.ts';
import type { StockMeasures } from '../../model/queries/stockMeasures.ts';
import type { StockOut } from '../../model/queries/stockOuts.ts';
import type { StockSpan } from '../../model/queries/stockRange.ts';
import { words } from '../../model/words.ts';
import { count, day, dayRange, decimal, missing, plainCount, plainPercent } from '../../ui/format.ts';
import { nothingChosen, signed } from './wording.ts';

/** A table that is a panel of its own. */
export interface TableView {
  readonly numbers: Numbers;
  /** Rows whose last cell tells a loss or a gain, by their first cell. */
  readonly tones: ReadonlyMap<string, 'loss' | 'gain'>;
  readonly empty: string | null;
  readonly note: string | null;
}

const noTones: TableView['tones'] = new Map();
const end = (label: string) => ({ label, align: 'end' as const });
const start = (label: string) => ({ label, align: 'start' as const });

/** Everything the model says of the stock of every product. */
export function measuresTable(rows: readonly StockMeasures[], sales: StockSales | null, span: StockSpan): TableView {
  return {
    numbers: {
      columns: [
        start('Product'),
        end('First'),
        end('Last'),
        end('Lowest'),
        end(words.stockChanges.label),
        end('Versions'),
        end(words.fluctuation.label),
        end(words.depletion.label),
        end(words.restock.label),
        end(words.stockOut.label),
        end(words.stockVariation.label),
        end(words.daysOfCover.label),
      ],
      rows: rows.map((row) => [
        row.product,
        ...[row.first, row.last, row.lowest, row.changes, row.versions, row.fluctuation].map(plainCount),
        ...[row.depletion, row.restock, row.stockOuts].map(plainCount),
        plainPercent(row.variation),
        decimal(row.daysOfCover),
      ]),
    },
    tones: noTones,
    empty: rows.length === 0 ? nothingChosen : null,
    note: coverNote(sales, span),
  };
}

/** Why days of cover are known or not. */
function coverNote(sales: StockSales | null, { from, to }: StockSpan): string {
  if (sales === null || sales.firstOrder === null || sales.lastOrder === null || sales.sharedDays === null) {
    return `${words.daysOfCover.label} are not known: no order of this dataset has a date.`;
  }
  if (sales.sharedDays < fewestSharedDays) {
    return (
      `${words.daysOfCover.label} are not known: orders are of ${dayRange(sales.firstOrder, sales.lastOrder)}, snapshots of ` +
      `${dayRange(from.day, to.day)}; the two share less than a day.`
    );
  }
  return `${words.daysOfCover.label} go by all orders of the ${decimal(sales.sharedDays)} days that orders and snapshots share.`;
}

/** What changed between two snapshots, or with `all` every product. */
export function changesTable(rows: readonly StockChange[], all: boolean): TableView & { readonly kept: number } {
  const changed = rows.filter(isChanged);
  const shown = all ? rows : changed;
  return {
    numbers: {
      columns: [start('Product'), end('From'), end('To'), end('Change')],
      rows: shown.map(({ product, from, to, change }) => [
        product,
        plainCount(from),
        plainCount(to),
        change === null ? missing : signed(change),
      ]),
    },
    tones: new Map(
      shown.flatMap(({ product, change }) =>
        change === null || change === 0 ? [] : [[product, change > 0 ? 'gain' : 'loss'] as const],
      ),
    ),
    empty: rows.length === 0 ? nothingChosen : null,
    note: changed.some(({ change }) => change === null)
      ? '— is a level no snapshot knows: the product was not listed then.'
      : null,
    kept: rows.length - changed.length,
  };
}

/** Who was out of stock, and what snapshots say of how long. */
export function stockOutsTable(rows: readonly StockOut[], snapshots: number): TableView {
  return {
    numbers: {
      columns: [
        start('Product'),
        start('Last with stock'),
        start('First at zero'),
        start('Last at zero'),
        start('Stock again'),
        start('Lasted'),
        end('Before'),
        end('After'),
      ],
      rows: rows.map((row) => [
        row.product,
        row.lastWith === null ? missing : day(row.lastWith),
        day(row.firstAtZero),
        day(row.lastAtZero),
        backText(row),
        lengthText(row),
        plainCount(row.before),
        plainCount(row.after),
      ]),
    },
    tones: noTones,
    empty:
      rows.length > 0
        ? null
        : snapshots === 1
          ? 'Nothing was out of stock at the last snapshot.'
          : `Nothing was out of stock in the last ${count(snapshots)} snapshots.`,
    note: 'Snapshots bound how long a stock-out lasted and do not tell it: stock went after “Last with stock” and was back by “Stock again”.',
  };
}

function backText({ backBy, isOpen }: StockOut): string {
  if (backBy !== null) return day(backBy);
  return isOpen ? 'not yet' : 'not listed after';
}

function lengthText({ shortestDays, longestDays }: StockOut): string {
  const shortest = Math.floor(shortestDays);
  if (longestDays === null) return `${count(shortest)} days or more`;
  return `between ${count(shortest)} and ${count(Math.ceil(longestDays))} days`;
}
