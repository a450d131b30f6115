import { type ReactNode, useId } from 'react';
import frame from '../../charts/ChartFrame.module.css';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import styles from './panels.module.css';
import type { TableView } from './tableView.ts';

interface TablePanelProps {
  readonly title: string;
  readonly subtitle: ReactNode;
  readonly tools?: ReactNode;
  /** Null until the first rows are there. */
  readonly view: TableView | null;
  readonly stale: boolean;
  readonly error: { readonly sentence: string; readonly onRetry: () => void } | null;
  /** Said beneath the table. */
  readonly children?: ReactNode;
}

/** Most CSS pixels of a table before it scrolls. */
const tableHeight = 520;

/** A panel that is a table. */
export function TablePanel({ title, subtitle, tools, view, stale, error, children }: TablePanelProps) {
  const titleId = useId();
  return (
    <figure className={frame.frame} aria-labelledby={titleId} aria-busy={error === null && (view === null || stale)}>
      <figcaption className={frame.head}>
        <h2 id={titleId}>{title}</h2>
        <span className={frame.subtitle}>{subtitle}</span>
        <div className={frame.tools}>{tools}</div>
      </figcaption>
      {error !== null && (
        <div className={frame.error} role="alert">
          <p>{error.sentence}</p>
          <Button onPress={error.onRetry}>Try again</Button>
        </div>
      )}
      <div className={frame.body} data-dimmed={stale || error !== null}>
        {view !== null && view.empty !== null && <p className={styles.empty}>{view.empty}</p>}
        {view !== null && view.empty === null && <PanelTable title={title} view={view} />}
        {view !== null && view.empty === null && view.note !== null && <p className={frame.note}>{view.note}</p>}
        {children}
      </div>
    </figure>
  );
}

function PanelTable({ title, view: { numbers, tones } }: { title: string; view: TableView }) {
  const lastColumn = numbers.columns.length - 1;
  return (
    <DataTable
      caption={title}
      columns={numbers.columns.map((column) => ({ ...column, id: column.label, isSortable: false }))}
      rows={numbers.rows.map((cells) => {
        const tone = tones.get(cells[0] ?? '');
        return {
          id: cells.join('\t'),
          cells: cells.map((cell, index) =>
            index === lastColumn && tone !== undefined ? (
              <span key={cell} className={styles.tone} data-tone={tone}>
                {cell}
              </span>
            ) : (
              cell
            ),
          ),
        };
      })}
      height={tableHeight}
    />
  );
}
