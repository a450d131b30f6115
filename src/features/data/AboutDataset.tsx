import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { MartTime } from '../../model/queries/martFacts.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { byteSize, plainCount } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './AboutDataset.module.css';
import type { DatasetInfo, PublishedFile } from './datasetInfo.ts';
import { clocks, personalText, statedOf } from './datasetView.ts';
import { Section } from './Section.tsx';

interface AboutDatasetProps {
  readonly dataset: DatasetInfo;
  /** Undefined until the engine has told. */
  readonly times: readonly MartTime[] | undefined;
}

const columns = [
  { id: 'file', label: 'File', align: 'start', isSortable: false },
  { id: 'table', label: 'Table', align: 'start', isSortable: false },
  { id: 'use', label: 'Use', align: 'start', isSortable: false },
  { id: 'rows', label: 'Rows', align: 'end', isSortable: false },
  { id: 'bytes', label: 'Size', align: 'end', isSortable: false },
  { id: 'sha', label: 'SHA-256', align: 'start', isSortable: false },
] as const;

/** Most CSS pixels of a list before it scrolls. */
const listHeight = 420;

/** What the publisher says of the dataset, its two clocks, what is not in it, and its files to take away. */
export function AboutDataset({ dataset, times }: AboutDatasetProps) {
  const files = [
    ...dataset.loaded.map((file) => ({ file, use: 'read by this page' })),
    ...dataset.others.map((file) => ({ file, use: 'to take away' })),
  ];
  const caption =
    dataset.server !== undefined || files.some(({ file }) => file.url === null) ? 'Files' : 'Published files';
  return (
    <Section id="about" subtitle={dataset.title}>
      <p className={styles.description}>{dataset.description}</p>
      <dl className={styles.facts}>
        {statedOf(dataset).map(({ term, value }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.notes}>
        {clocks(times ?? []).map(({ term, value }) => (
          <div key={term}>
            <h3>{term}</h3>
            <p aria-busy={times === undefined}>{times === undefined ? '…' : value}</p>
          </div>
        ))}
        <div>
          <h3>Personal data</h3>
          <p>{personalText(dataset)}</p>
        </div>
      </div>
      <h3 className={styles.caption}>{caption}</h3>
      {dataset.server !== undefined && (
        <p className={styles.quiet}>
          There are none to take away: the tables stay on the database server. Every panel gives its own rows as CSV and
          Parquet, behind “…”.
        </p>
      )}
      {dataset.server === undefined && (
        <DataTable
          caption={caption}
          columns={columns}
          rows={files.map(({ file, use }) => ({
            id: file.file,
            cells: [
              file.url === null ? (
                file.file
              ) : (
                <a key="file" href={file.url} download={file.file}>
                  {file.file}
                </a>
              ),
              file.table,
              use,
              plainCount(file.rows),
              byteSize(file.bytes),
              <Checksum key="sha" file={file} />,
            ],
          }))}
          height={listHeight}
        />
      )}
    </Section>
  );
}

/** The first digits of a checksum, and all of them for the clipboard. */
function Checksum({ file: { file, sha256 } }: { file: PublishedFile }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const { copyText } = await import('../../exports/copyText.ts');
    setCopied(await copyText(sha256));
  };
  return (
    <span className={styles.checksum}>
      <code title={sha256}>{sha256.slice(0, 8)}…</code>
      <IconButton
        look="bare"
        label={copied ? `SHA-256 of ${file} is copied` : `Copy the SHA-256 of ${file}`}
        onPress={() => void copy()}
        onBlur={() => setCopied(false)}
      >
        {copied ? <Check aria-hidden="true" size={13} /> : <Copy aria-hidden="true" size={13} />}
      </IconButton>
    </span>
  );
}
