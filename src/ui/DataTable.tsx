import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import styles from './DataTable.module.css';

export interface DataColumn<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** Said small beneath the label, such as a type. */
  readonly detail?: string;
  readonly align: 'start' | 'end';
  /** Pressing the head sorts by the column. */
  readonly isSortable: boolean;
}
export interface DataRow {
  readonly id: string;
  /** One per column; the first names the row. */
  readonly cells: readonly ReactNode[];
}
export interface DataSort {
  readonly column: string;
  readonly order: 'ascending' | 'descending';
}

interface DataTableProps<Id extends string> {
  readonly caption: string;
  readonly columns: readonly DataColumn<Id>[];
  /** In the order they are shown. */
  readonly rows: readonly DataRow[];
  readonly sort?: DataSort;
  readonly onSort?: (column: Id) => void;
  /** The row that is chosen, by id. */
  readonly chosen?: string | null;
  /** Makes every row a switch. */
  readonly onChoose?: (row: string) => void;
  /** Most CSS pixels it takes; then it scrolls. */
  readonly height: number;
}

/** With more rows only those in sight are in the page. */
const mostDrawn = 100;
const rowHeight = 34;

/** A table that sorts by its heads, keeps them and its first column in sight, and draws what can be seen of very many rows. */
export function DataTable<Id extends string>(props: DataTableProps<Id>) {
  const { caption, columns, rows, sort, onSort, chosen = null, onChoose, height } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isLong = rows.length > mostDrawn;
  // Nothing here is memoized, so that what the virtualizer returns is never an old answer.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: isLong,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const inSight = isLong ? virtualizer.getVirtualItems().map(({ index }) => index) : rows.map((_, index) => index);
  const above = isLong ? (inSight[0] ?? 0) * rowHeight : 0;
  const below = isLong ? (rows.length - 1 - (inSight.at(-1) ?? -1)) * rowHeight : 0;

  return (
    // What scrolls has to be reachable by keyboard.
    <div
      ref={scroller}
      className={styles.scroller}
      style={{ maxBlockSize: height }}
      role="group"
      aria-label={`${caption}, scrolls`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <caption>{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Gap height={above} />}
          {inSight.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr key={row.id} aria-rowindex={index + 2} data-chosen={row.id === chosen || undefined}>
                {columns.map(({ id, align }, at) =>
                  at === 0 ? (
                    <th key={id} scope="row">
                      {onChoose === undefined ? (
                        row.cells[0]
                      ) : (
                        <button
                          type="button"
                          className={styles.choose}
                          aria-pressed={row.id === chosen}
                          onClick={() => onChoose(row.id)}
                        >
                          {row.cells[0]}
                        </button>
                      )}
                    </th>
                  ) : (
                    <td key={id} data-align={align}>
                      {row.cells[at]}
                    </td>
                  ),
                )}
              </tr>
            );
          })}
          {below > 0 && <Gap height={below} />}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps<Id extends string> {
  readonly column: DataColumn<Id>;
  readonly sort: DataSort | undefined;
  readonly onSort: ((column: Id) => void) | undefined;
}

function Head<Id extends string>({ column, sort, onSort }: HeadProps<Id>) {
  const { id, label, detail, align, isSortable } = column;
  if (!isSortable || onSort === undefined) {
    return (
      <th scope="col" data-align={align}>
        {label}
        {detail !== undefined && <span className={styles.detail}> {detail}</span>}
      </th>
    );
  }
  const order = sort?.column === id ? sort.order : 'none';
  const Arrow = order === 'ascending' ? ArrowUp : ArrowDown;
  const arrow = <Arrow aria-hidden="true" size={13} />;
  return (
    <th scope="col" data-align={align} aria-sort={order}>
      <button type="button" className={styles.sort} onClick={() => onSort(id)}>
        {/* On the inner side, so that the words stand above their numbers. */}
        {align === 'end' && arrow}
        {label}
        {align === 'start' && arrow}
      </button>
    </th>
  );
}

/** The room of rows out of sight. */
function Gap({ height }: { height: number }) {
  return <tr aria-hidden="true" style={{ blockSize: height }} />;
}
