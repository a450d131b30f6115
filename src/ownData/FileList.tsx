import { X } from 'lucide-react';
import type { OpenQuestion } from '../ingest/own/plan.ts';
import type { Trial } from '../ingest/own/trialLoad.ts';
import type { RawTable } from '../model/tables.ts';
import { byteSize, count } from '../ui/format.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import styles from './FileList.module.css';
import { fileState, isRawTable, middleCut, tableLabels, tableNames } from './fileView.ts';
import { isRefused, type OwnFilesState } from './ownFilesState.ts';

interface FileListProps {
  readonly state: OwnFilesState;
  readonly questions: readonly OpenQuestion[];
  /** What is known of a file’s plan; null: nothing yet. */
  readonly trialOf: (path: string) => Trial | null;
  readonly onSelect: (path: string) => void;
  readonly onTable: (path: string, table: RawTable | null) => void;
  readonly onRemove: (path: string) => void;
}

const leftOut = '';
const tables = [
  { value: leftOut, label: 'Leave out' },
  ...tableNames.map((name) => ({ value: name, label: tableLabels[name] })),
];

/** The files: what each is taken for, how far it is, and which one is open beside. */
export function FileList({ state, questions, trialOf, onSelect, onTable, onRemove }: FileListProps) {
  const { now, files, looks, selected } = state;
  const waiting = now.paths.filter((path) => looks[path] === undefined).length;
  const done = now.paths.length - waiting;
  return (
    <section aria-label="Files" aria-busy={waiting > 0}>
      <p className={styles.head} role="status">
        {waiting > 0
          ? `Looked at ${count(done)} of ${count(now.paths.length)} files …`
          : `${count(now.paths.length)} ${now.paths.length === 1 ? 'file' : 'files'}`}
      </p>
      <ul className={styles.list}>
        {now.paths.map((path) => {
          const look = looks[path];
          const plan = now.plans[path];
          const told = fileState(look, plan, questions, trialOf(path));
          const isUsable = look !== undefined && !isRefused(look);
          const name = middleCut(path, 32);
          return (
            <li key={path} className={styles.file} data-chosen={path === selected || undefined}>
              <div className={styles.line}>
                {isUsable ? (
                  <button
                    type="button"
                    className={styles.name}
                    aria-pressed={path === selected}
                    title={path}
                    onClick={() => onSelect(path)}
                  >
                    {name}
                  </button>
                ) : (
                  <span className={styles.name} title={path}>
                    {name}
                  </span>
                )}
                <span className={styles.size}>{byteSize(files[path]?.blob.size ?? 0)}</span>
                <IconButton look="bare" label={`Remove ${path}`} onPress={() => onRemove(path)}>
                  <X aria-hidden="true" size={14} />
                </IconButton>
              </div>
              <div className={styles.line}>
                {isUsable && plan !== undefined && (
                  <div className={styles.table}>
                    <SelectField
                      label={`What ${path} is`}
                      isLabelHidden
                      options={tables}
                      value={plan.table ?? leftOut}
                      onChange={(value) => onTable(path, isRawTable(value) ? value : null)}
                    />
                  </div>
                )}
                <span className={styles.state} data-tone={told.tone}>
                  {told.words}
                </span>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
