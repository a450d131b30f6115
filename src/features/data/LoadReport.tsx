import type { MartSize, MartTime } from '../../model/queries/martFacts.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { byteSize, minute, missing, plainCount } from '../../ui/format.ts';
import type { Check, DatasetInfo, Finding, LoadedFile } from './datasetInfo.ts';
import { foundText, placeText } from './datasetView.ts';
import styles from './LoadReport.module.css';
import {
  checksSentence,
  findingsTable,
  outcomeText,
  placeName,
  recordsSentence,
  rejectedSentences,
  rejectsOf,
  rejectsTable,
  reportAbout,
  serverSentence,
  unlistedSentence,
} from './loadReportView.ts';
import { RejectList } from './RejectList.tsx';
import { ReportDownload } from './ReportDownload.tsx';
import { Section } from './Section.tsx';

interface LoadReportProps {
  readonly dataset: DatasetInfo;
  /** Of this view, for files that are taken away. */
  readonly link: string;
  /** Undefined until the engine has told. */
  readonly sizes: readonly MartSize[] | undefined;
  readonly times: readonly MartTime[] | undefined;
}

const fileColumns = [
  { id: 'file', label: 'File', align: 'start', isSortable: false },
  { id: 'format', label: 'Format', align: 'start', isSortable: false },
  { id: 'physical', label: 'Records', align: 'end', isSortable: false },
  { id: 'accepted', label: 'Accepted', align: 'end', isSortable: false },
  { id: 'rejected', label: 'Rejected', align: 'end', isSortable: false },
  { id: 'ignored', label: 'Ignored', align: 'end', isSortable: false },
  { id: 'emptied', label: 'Values taken as empty', align: 'end', isSortable: false },
  { id: 'bytes', label: 'Size', align: 'end', isSortable: false },
  { id: 'newest', label: 'Fresh to, UTC', align: 'end', isSortable: false },
  { id: 'columns', label: 'Columns', align: 'end', isSortable: false },
  { id: 'unknown', label: 'Columns not known', align: 'start', isSortable: false },
  { id: 'found', label: 'Findings', align: 'end', isSortable: false },
] as const;

const emptiedColumns = [
  { id: 'column', label: 'Column', align: 'start', isSortable: false },
  { id: 'file', label: 'File', align: 'start', isSortable: false },
  { id: 'count', label: 'Values', align: 'end', isSortable: false },
  { id: 'place', label: 'The first', align: 'start', isSortable: false },
  { id: 'text', label: 'says', align: 'start', isSortable: false },
] as const;

const checkColumns = [
  { id: 'outcome', label: 'Outcome', align: 'start', isSortable: false },
  { id: 'looksFor', label: 'of checking that', align: 'start', isSortable: false },
  { id: 'table', label: 'in', align: 'start', isSortable: false },
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

/** What became of every file and record, what each check found, and how fresh each table is. */
export function LoadReport({ dataset, link, sizes, times }: LoadReportProps) {
  const { id, loaded, findings, checks } = dataset;
  const rejects = rejectsOf(loaded);
  const emptied = loaded.flatMap(({ file, emptied: columns }) => columns.map((column) => ({ file, ...column })));
  const unlisted = unlistedSentence(loaded);
  const isOnServer = dataset.server !== undefined;
  return (
    <Section
      id="load"
      subtitle={isOnServer && findings.length === 0 ? 'from the database server' : foundText(findings)}
    >
      <div className={styles.told}>
        {isOnServer ? <p>{serverSentence}</p> : <p>{recordsSentence(loaded)}</p>}
        {rejectedSentences(loaded).map((sentence) => (
          <p key={sentence} className={styles.rejected}>
            {sentence}
          </p>
        ))}
      </div>
      {findings.length > 0 && (
        <div className={styles.block}>
          <Findings findings={findings} />
          <ReportDownload
            label="Download the findings (CSV)"
            parts={['findings', id]}
            table={() => findingsTable(dataset)}
            about={() =>
              reportAbout('Findings of the load', dataset, link, [
                isOnServer ? serverSentence : recordsSentence(loaded),
              ])
            }
          />
        </div>
      )}
      {!isOnServer && (
        <div className={styles.block}>
          <h3>Files</h3>
          <DataTable
            caption="Files as they were read"
            columns={fileColumns}
            rows={loaded.map((file) => ({ id: file.file, cells: fileCells(file, findings) }))}
            height={listHeight}
          />
        </div>
      )}
      {emptied.length > 0 && (
        <div className={styles.block}>
          <h3>Values taken as empty</h3>
          <DataTable
            caption="Values taken as empty"
            columns={emptiedColumns}
            rows={emptied.map(({ file, column, count, place, text }) => ({
              id: `${file} ${column}`,
              cells: [
                column,
                file,
                plainCount(count),
                `in ${placeName(place)}`,
                <code key="text" className={styles.text}>
                  {text}
                </code>,
              ],
            }))}
            height={listHeight}
          />
        </div>
      )}
      {rejects.length > 0 && (
        <div className={styles.block}>
          <h3>Rejected records</h3>
          <RejectList rejects={rejects} />
          {unlisted !== null && <p className={styles.quiet}>{unlisted}</p>}
          <ReportDownload
            label="Download the rejects (CSV)"
            parts={['rejects', id]}
            table={() => rejectsTable(rejects)}
            about={() =>
              reportAbout('Records that are in no table', dataset, link, [
                ...rejectedSentences(loaded),
                ...(unlisted === null ? [] : [unlisted]),
              ])
            }
          />
        </div>
      )}
      <div className={styles.pair}>
        <div className={styles.part}>
          <h3>Checks</h3>
          <p className={styles.quiet}>{checksSentence(dataset)}</p>
          {checks.length > 0 && (
            <DataTable
              caption="Checks and what they found"
              columns={checkColumns}
              rows={checks.map((check) => ({
                id: check.id,
                cells: [<Outcome key="outcome" check={check} />, check.looksFor, check.table],
              }))}
              height={listHeight}
            />
          )}
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

function fileCells(loadedFile: LoadedFile, findings: readonly Finding[]) {
  const { file, format, records, emptied, bytes, newest, columns, ignoredColumns } = loadedFile;
  const unknown = ignoredColumns.join(', ');
  return [
    <span key="file" title={file}>
      {file}
    </span>,
    format === 'csv' ? 'CSV' : 'Parquet',
    plainCount(records?.physical ?? null),
    plainCount(records?.accepted ?? null),
    plainCount(records?.rejected ?? null),
    plainCount(records?.ignored ?? null),
    plainCount(emptied.reduce((sum, { count }) => sum + count, 0)),
    byteSize(bytes),
    minute(newest),
    plainCount(columns.length),
    <span key="unknown" className={styles.cut} title={unknown}>
      {unknown === '' ? 'none' : unknown}
    </span>,
    plainCount(findings.filter((finding) => finding.file === file).length),
  ];
}

function Outcome({ check }: { check: Check }) {
  return (
    <span className={styles.outcome} title={outcomeText(check)} data-outcome={check.outcome} data-grade={check.grade}>
      {outcomeText(check)}
    </span>
  );
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
