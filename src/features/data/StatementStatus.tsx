import { Button } from '../../ui/Button.tsx';
import { count, elapsed } from '../../ui/format.ts';
import styles from './StatementStatus.module.css';
import type { Answered, StatementPhase } from './useStatement.ts';

interface StatementStatusProps {
  readonly phase: StatementPhase;
  readonly answered: Answered | null;
  readonly onGoTo: (place: { readonly line: number; readonly column: number }) => void;
}

/** What the console is doing, or why it has no answer. Read out as it changes. */
export function StatementStatus({ phase, answered, onGoTo }: StatementStatusProps) {
  return (
    <>
      <p role="status" className={styles.status}>
        {statusText(phase, answered)}
      </p>
      {phase.at === 'failed' && (
        <div role="alert" className={styles.failed}>
          <p>
            {phase.error.sentence}
            {phase.error.isLost && ' Press Run to try once more, or ask for less.'}
          </p>
          <ErrorPlace text={phase.text} place={phase.error.place} onGoTo={onGoTo} />
        </div>
      )}
    </>
  );
}

function statusText(phase: StatementPhase, answered: Answered | null): string {
  switch (phase.at) {
    case 'idle':
    case 'failed':
      return '';
    case 'waiting':
      return 'The database is starting again. The statement runs as soon as it is ready.';
    case 'running':
      return 'Running …';
    case 'cancelled':
      return 'Cancelled. Nothing was changed.';
    case 'done':
      return answered === null ? '' : answerText(answered);
  }
}

/** `3 rows in 12 ms`; `The first 10 000 of more rows in 1.2 s`. */
function answerText({ answer: { rows, cut, tookMs } }: Answered): string {
  const counted = `${count(rows.length)} ${rows.length === 1 && !cut ? 'row' : 'rows'}`;
  if (cut) return `The first ${count(rows.length)} of more rows in ${elapsed(tookMs)}.`;
  return `${rows.length === 0 ? 'No rows' : counted} in ${elapsed(tookMs)}.`;
}

interface ErrorPlaceProps extends Pick<StatementStatusProps, 'onGoTo'> {
  readonly text: string;
  readonly place: { readonly line: number; readonly column: number } | null;
}

/** The line that is wrong with a mark under the column, and the way there. */
function ErrorPlace({ text, place, onGoTo }: ErrorPlaceProps) {
  const source = place === null ? undefined : text.split('\n')[place.line - 1];
  if (place === null || source === undefined) return null;
  return (
    <>
      <pre className={styles.source} aria-hidden="true">
        {source.slice(0, place.column - 1)}
        <mark>{source.slice(place.column - 1) || ' '}</mark>
      </pre>
      <Button onPress={() => onGoTo(place)}>Go to line {place.line}</Button>
    </>
  );
}
