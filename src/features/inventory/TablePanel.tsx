import type { ReactNode } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import frame from '../../charts/ChartFrame.module.css';
import { shows } from '../../model/subjects.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { Proof } from '../../ui/panelTools.ts';
import styles from './panels.module.css';
import type { TableView } from './tableView.ts';

interface TablePanelProps {
  readonly title: string;
  /** What links and files call it, where the title changes; else the title does. */
  readonly name?: string;
  readonly subtitle: ReactNode;
  readonly tools?: ReactNode;
  /** Null until the first rows are there. */
  readonly view: TableView | null;
  readonly stale: boolean;
  readonly error: { readonly sentence: string; readonly onRetry: () => void } | null;
  readonly proof: Proof;
  /** Said beneath the table. */
  readonly children?: ReactNode;
}

/** Most CSS pixels of a table before it scrolls. */
const tableHeight = 520;

/** A panel that is a table. */
export function TablePanel({ view, children, ...frameProps }: TablePanelProps) {
  return (
    <ChartFrame
      {...frameProps}
      subjects={shows('stock')}
      numbers={view === null ? null : 'drawn'}
      empty={null}
      height={0}
    >
      {view !== null && view.empty !== null && <p className={styles.empty}>{view.empty}</p>}
      {view !== null && view.empty === null && <PanelTable title={frameProps.title} view={view} />}
      {view !== null && view.empty === null && view.note !== null && <p className={frame.note}>{view.note}</p>}
      {children}
    </ChartFrame>
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
