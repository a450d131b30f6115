import { type Column, type MartTable, martTables, type Table } from '../../model/tables.ts';

/** A mart as the schema shows it. */
export interface MartView {
  readonly name: MartTable;
  readonly means: string;
  /** The columns that together are unique, as words; null where rows may repeat. */
  readonly key: string | null;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly means: string }[];
}

const marts: readonly MartView[] = Object.entries(martTables as Readonly<Record<string, Table>>).map(
  ([name, { means, key, columns }]) => ({
    name: name as MartTable,
    means,
    key: key.length === 0 ? null : key.join(' and '),
    columns: Object.entries(columns).map(([column, { type, means: says }]: [string, Column]) => ({
      name: column,
      type,
      means: says,
    })),
  }),
);

/**
 * The marts that say what is searched for, in name, meaning or columns: with all columns when the mart itself says it, else
 * with those that do. Every word has to be found, large and small letters alike.
 */
export function foundMarts(search: string): readonly MartView[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const says = (...texts: readonly string[]) => {
    const text = texts.join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return marts.flatMap((mart) => {
    if (says(mart.name, mart.means)) return [mart];
    const columns = mart.columns.filter(({ name, means }) => says(mart.name, name, means));
    return columns.length === 0 ? [] : [{ ...mart, columns }];
  });
}
