import { useMemo } from 'react';
import { type DataColumn, type DataRow, DataTable } from '../../ui/DataTable.tsx';
import { type Cell, cellText, isNumberType } from './answerChart.ts';
import styles from './AnswerTable.module.css';
import type { Answer } from './useStatement.ts';

/** Longer texts are cut on screen; pointing at them shows more, and files hold all of it. */
const longestText = 120;
const mostTitle = 2000;
/** Most CSS pixels of the table before it scrolls. */
const tableHeight = 460;

/** Every row of an answer, with DuckDB’s types over the columns. */
export function AnswerTable({ answer: { columns, rows } }: { answer: Answer }) {
  const heads = useMemo(
    () =>
      columns.map(({ name, type }): DataColumn => ({
        id: name,
        label: name,
        detail: type,
        align: isNumberType(type) ? 'end' : 'start',
        isSortable: false,
      })),
    [columns],
  );
  const drawn = useMemo(() => rows.map((row, at): DataRow => ({ id: String(at), cells: row.map(drawnCell) })), [rows]);
  if (rows.length === 0) return <p className={styles.none}>The statement ran, and no row answers it.</p>;
  return <DataTable caption="Answer" columns={heads} rows={drawn} height={tableHeight} />;
}

const noValue = <span className={styles.null}>null</span>;

function drawnCell(cell: Cell) {
  const text = cellText(cell);
  if (text === null) return noValue;
  if (text.length <= longestText) return text;
  return <span title={text.slice(0, mostTitle)}>{text.slice(0, longestText)}…</span>;
}
