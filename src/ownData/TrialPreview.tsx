import type { RawTable } from '../model/tables.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { count } from '../ui/format.ts';
import fields from './FileFields.module.css';
import { fillable } from './planEdits.ts';
import styles from './TrialPreview.module.css';
import { isRefusedTrial, type TrialAnswer, trialProblems, trialRows, trialSummary } from './trialView.ts';
import type { TrialState } from './useTrial.ts';

interface TrialPreviewProps {
  readonly table: RawTable;
  readonly state: TrialState;
}

/** What the plan makes of the file: counts, what could not be read, and the first rows. */
export function TrialPreview({ table, state }: TrialPreviewProps) {
  const { trial, isStale, isCounting, error, countAll } = state;
  return (
    <section className={fields.part} aria-label="What becomes of it" aria-busy={isStale}>
      <div className={styles.head}>
        <h3 className={fields.title}>What becomes of it</h3>
        {countAll !== null && <Button onPress={countAll}>Count the whole file</Button>}
      </div>
      <p className={styles.summary} role="status">
        {summaryOf(state)}
        {isCounting && trial !== null && ' The whole file is being counted …'}
      </p>
      {error !== null && (
        <p className={fields.problem}>Nothing you said is lost: change something, and it is tried again.</p>
      )}
      {trial === null && error === null && <div className={styles.skeleton} aria-hidden="true" />}
      {trial !== null && (
        <div className={styles.answer} data-stale={isStale || undefined}>
          {isRefusedTrial(trial) ? (
            <ul className={styles.refused}>
              {trial.refused.map(({ sentence }) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          ) : (
            <Answer table={table} trial={trial} />
          )}
        </div>
      )}
    </section>
  );
}

function summaryOf({ trial, error }: TrialState): string {
  if (error !== null) return `It could not be tried. ${error}`;
  if (trial === null) return 'The first records are being read …';
  return isRefusedTrial(trial) ? 'It cannot be read like this.' : trialSummary(trial);
}

function Answer({ table, trial }: { table: RawTable; trial: TrialAnswer }) {
  const timed = new Set(fillable(table).flatMap(([name, { type }]) => (type === 'timestamp' ? [name] : [])));
  const { problems, more } = trialProblems(trial);
  const said = trial.issues.filter(({ grade }) => grade !== 'fatal');
  return (
    <>
      {problems.length > 0 && (
        <>
          <DataTable
            caption="What could not be read"
            columns={[
              { id: 'place', label: 'Where', align: 'start', isSortable: false },
              { id: 'column', label: 'Column', align: 'start', isSortable: false },
              { id: 'reason', label: 'Why', align: 'start', isSortable: false },
              { id: 'text', label: 'What stands there', align: 'start', isSortable: false },
            ]}
            rows={problems.map(({ id, place, column, reason, text }) => ({ id, cells: [place, column, reason, text] }))}
            height={210}
          />
          {more > 0 && <p className={fields.hint}>And {count(more)} more.</p>}
        </>
      )}
      {said.length > 0 && (
        <ul className={styles.said}>
          {said.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <DataTable
        caption="First rows as they will be, times in UTC"
        columns={trial.columns.map((column) => ({ id: column, label: column, align: 'start', isSortable: false }))}
        rows={trialRows(trial, timed).map((cells, index) => ({ id: String(index), cells }))}
        height={320}
      />
    </>
  );
}
