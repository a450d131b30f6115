import { type LongColumn, LongTable } from '../../ui/LongTable.tsx';
import styles from './LoadReport.module.css';
import { type ListedReject, placeName } from './loadReportView.ts';

const columns: readonly LongColumn[] = [
  { id: 'place', label: 'Place', track: '92px' },
  { id: 'file', label: 'File', track: 'minmax(0, 1fr)' },
  { id: 'column', label: 'Column', track: 'minmax(0, 1fr)' },
  { id: 'reason', label: 'Reason', track: 'minmax(0, 2fr)', isWide: true },
  { id: 'text', label: 'What stands there', track: 'minmax(0, 2fr)', isWide: true },
];

const nothing = () => null;
const unheard = () => undefined;

/** Records that are in no table, one by one. */
export function RejectList({ rejects }: { rejects: readonly ListedReject[] }) {
  return (
    <div className={styles.rejects}>
      <LongTable
        caption="Rejected records"
        columns={columns}
        count={rejects.length}
        rowHeight={38}
        cells={(index) => {
          const reject = rejects[index];
          if (reject === undefined) return null;
          const { place, file, column, reason, text } = reject;
          return [
            placeName(place),
            <span key="file" className={styles.cut} title={file}>
              {file}
            </span>,
            <span key="column" className={styles.cut} title={column ?? undefined}>
              {column ?? 'the whole record'}
            </span>,
            reason,
            <code key="text" className={styles.text}>
              {text}
            </code>,
          ];
        }}
        detail={nothing}
        onSight={unheard}
      />
    </div>
  );
}
