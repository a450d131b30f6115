import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import styles from './LongTable.module.css';

export interface LongColumn {
  readonly id: string;
  readonly label: string;
  /** A track of a CSS grid, `120px` or `minmax(0, 1fr)`. */
  readonly track: string;
  /** Takes a line of its own where the table is narrow. */
  readonly isWide?: boolean;
}

interface LongTableProps {
  readonly caption: string;
  readonly columns: readonly LongColumn[];
  /** How many rows there are, also those that are not known yet. */
  readonly count: number;
  /** CSS pixels of most rows. */
  readonly rowHeight: number;
  /** One per column; null while the row is not known yet. */
  readonly cells: (index: number) => readonly ReactNode[] | null;
  /** What is open beneath a row; null for nothing. */
  readonly detail: (index: number) => ReactNode;
  /** Told which rows are drawn, so that they can be fetched. */
  readonly onSight: (first: number, last: number) => void;
}

/**
 * A table of very many rows that fills its room and scrolls: only what can be seen is drawn and asked for, and a row may open. It
 * is made of a grid, so that a row can take several lines where it is narrow.
 */
export function LongTable({ caption, columns, count, rowHeight, cells, detail, onSight }: LongTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // Nothing here is memoized, so that what the virtualizer returns is never an old answer.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const inSight = virtualizer.getVirtualItems();
  const [first] = inSight;
  const last = inSight.at(-1);
  const [from, to] = [first?.index ?? null, last?.index ?? null];
  useEffect(() => {
    if (from !== null && to !== null) onSight(from, to);
  }, [from, to, onSight]);
  const above = first?.start ?? 0;
  const below = last === undefined ? 0 : virtualizer.getTotalSize() - last.end;

  return (
    // What scrolls has to be reachable by keyboard.
    <div
      ref={scroller}
      className={styles.scroller}
      role="group"
      aria-label={`${caption}, scrolls`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <div
        role="table"
        aria-label={caption}
        aria-rowcount={count + 1}
        className={styles.table}
        style={{ '--tracks': columns.map(({ track }) => track).join(' ') } as CSSProperties}
      >
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            {columns.map(({ id, label }) => (
              <div key={id} role="columnheader">
                {label}
              </div>
            ))}
          </div>
        </div>
        {above > 0 && <div aria-hidden="true" style={{ blockSize: above }} />}
        {inSight.map(({ index, key }) => {
          const drawn = cells(index);
          const open = detail(index);
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              role="rowgroup"
              className={styles.rows}
              data-open={open === null || open === undefined ? undefined : ''}
            >
              <div
                role="row"
                aria-rowindex={index + 2}
                aria-busy={drawn === null}
                className={styles.row}
                style={{ minBlockSize: rowHeight }}
              >
                {columns.map(({ id, isWide = false }, at) => (
                  <div key={id} role="cell" className={styles.cell} data-wide={isWide || undefined}>
                    {drawn === null ? <span className={styles.unknown} /> : drawn[at]}
                  </div>
                ))}
              </div>
              {open !== null && open !== undefined && (
                <div role="row">
                  <div role="cell" aria-colspan={columns.length}>
                    {open}
                  </div>
                </div>
              )}
            </div>
          );
        })}
        {below > 0 && <div aria-hidden="true" style={{ blockSize: below }} />}
      </div>
    </div>
  );
}
