import { memo } from 'react';
import styles from './NumbersTable.module.css';

/** The numbers of a picture. Counts are plain digits, rates `62.46 %` with an ordinary space, what is unknown is —. */
export interface Numbers {
  readonly columns: readonly NumbersColumn[];
  /** One text per column; the first names the row. */
  readonly rows: readonly (readonly string[])[];
}
export interface NumbersColumn {
  readonly label: string;
  readonly align: 'start' | 'end';
}

/** Every number of a picture; drawn again only for other numbers. */
export const NumbersTable = memo(function NumbersTable({
  caption,
  numbers,
}: {
  readonly caption: string;
  readonly numbers: Numbers;
}) {
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {numbers.columns.map(({ label, align }) => (
            <th key={label} scope="col" data-align={align}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {numbers.rows.map((cells) => (
          <tr key={cells.join('\t')}>
            {cells.map((cell, index) => {
              const column = numbers.columns[index];
              return index === 0 ? (
                <th key={column?.label} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={column?.label} data-align={column?.align}>
                  {cell}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
