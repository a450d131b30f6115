import type { MartSize, MartTime } from '../../model/queries/martFacts.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { byteSize, minute, missing, plainCount } from '../../ui/format.ts';
import type { DatasetInfo, Finding, LoadedFile } from './datasetInfo.ts';
import { foundText, placeText } from './datasetView.ts';
import styles from './LoadReport.module.css';
import { Section } from './Section.tsx';

interface LoadReportProps {
  readonly dataset: DatasetInfo;
  /** Undefined until the engine has told. */
  readonly sizes: readonly MartSize[] | undefined;
  readonly times: readonly MartTime[] | undefined;
}

const fileColumns = [
  { id: 'file', label: 'File', align: 'start', isSortable: false },
  { id: 'format', label: 'Format', align: 'start', isSortable: false },
  { id: 'rows', label: 'Rows', align: 'end', isSortable: false },
  { id: 'bytes', label: 'Size', align: 'end', isSortable: false },
  { id: 'newest', label: 'Fresh to, UTC', align: 'end', isSortable: false },
  { id: 'columns', label: 'Columns', align: 'end', isSortable: false },
  { id: 'found', label: 'Found', align: 'start', isSortable: false },
] as const;

const martColumns = [
  { id: 'mart', label: 'Mart', align: 'start', isSortable: false },
  { id: 'rows', label: 'Rows', align: 'end', isSortable: false },
  { id: 'column', label: 'Time', align: 'start', isSortable: false },
  { id: 'oldest', label: 'From, UTC', align: 'end', isSortable: false },
  { id: 'newest', label: 'Fresh to, UTC', align: 'end', isSortable: false },
] as const;

/** Most CSS pixels of a list before it scrolls. */
const listHeight = 420;

/** What became of every file, what the checks found, and how fresh each table is. */
export function LoadReport({ dataset, sizes, times }: LoadReportProps) {
  const { loaded, findings } = dataset;
  return (
    <Section id="load" subtitle={foundText(findings)}>
      {findings.length > 0 && <Findings findings={findings} />}
      <div className={styles.pair}>
        <div className={styles.part}>
          <h3>Files</h3>
          <DataTable
            caption="Files as they were read"
            columns={fileColumns}
            rows={loaded.map((file) => ({
              id: file.file,
              cells: [
                file.file,
                file.format === 'csv' ? 'CSV' : 'Parquet',
                plainCount(file.rows),
                byteSize(file.bytes),
                minute(file.newest),
                plainCount(file.columns.length),
                foundIn(file, findings),
              ],
            }))}
            height={listHeight}
          />
        </div>
        <div className={styles.part} aria-busy={sizes === undefined || times === undefined}>
          <h3>Marts, as the database holds them</h3>
          {sizes !== undefined && times !== undefined && (
            <DataTable
              caption="Freshness of the marts"
              columns={martColumns}
              rows={freshness(sizes, times)}
              height={listHeight}
            />
          )}
        </div>
      </div>
    </Section>
  );
}

function foundIn(file: LoadedFile, findings: readonly Finding[]): string {
  const { ignoredColumns, emptied } = file;
  const told = findings.filter((finding) => finding.file === file.file).length;
  const parts = [
    ...(told > 0 ? [`${told} ${told === 1 ? 'finding' : 'findings'} above`] : []),
    ...(emptied > 0 ? [`${emptied} ${emptied === 1 ? 'value' : 'values'} taken as empty`] : []),
    ...(ignoredColumns.length > 0 ? [`not known: ${ignoredColumns.join(', ')}`] : []),
  ];
  return parts.length === 0 ? 'nothing' : parts.join('; ');
}

function freshness(sizes: readonly MartSize[], times: readonly MartTime[]) {
  return sizes.flatMap(({ mart, rows }) => {
    const own = times.filter((time) => time.mart === mart);
    const lines = own.length > 0 ? own : [{ column: missing, oldest: null, newest: null }];
    return lines.map(({ column, oldest, newest }) => ({
      id: `${mart}.${column}`,
      cells: [mart, plainCount(rows), column, minute(oldest), minute(newest)],
    }));
  });
}

const grades = { warning: 'Warning', note: 'Note' } as const;

function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className={styles.findings}>
      {findings.map((finding) => {
        const place = placeText(finding);
        return (
          <li key={`${place} ${finding.sentence}`} data-grade={finding.grade}>
            <span className={styles.grade}>{grades[finding.grade]}</span>
            <div>
              <p>{finding.sentence}</p>
              {place !== null && <p className={styles.place}>{place}</p>}
              {finding.samples.length > 0 && <p className={styles.place}>For example {finding.samples.join('; ')}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
