import { useMemo } from 'react';
import type { Counting, Filters } from '../../model/filters.ts';
import { burstQuery } from '../../model/queries/burst.ts';
import { useRows } from '../../queries/useRows.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/Button.tsx';
import { RetryButton } from '../../ui/RetryButton.tsx';
import { InfoTip } from '../../ui/InfoTip.tsx';
import styles from './BurstNote.module.css';
import { burstView } from './burstView.ts';
import { LinkedNumbers } from './LinkedNumbers.tsx';
import { useSettled } from '../../queries/useSettled.ts';

interface BurstNoteProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly onChange: (filters: Filters) => void;
}

/** Says what burst users do to the numbers on screen, and leaves them out or brings them back. Nothing where there are none. */
export function BurstNote({ filters, counting, onChange }: BurstNoteProps) {
  const answer = useRows(burstQuery({ ...filters, traffic: 'all' }, counting), { turn: 'late' });
  const { stale, error, retry } = answer;
  const [row] = answer.rows ?? [];
  const { traffic } = filters;
  const current = useMemo(() => (row === undefined ? null : burstView(row, traffic)), [row, traffic]);
  const view = useSettled(current, answer);
  if (error !== null) {
    return (
      <div className={styles.note} role="alert">
        <p>Whether burst traffic bends these numbers could not be told. {error.message}</p>
        <RetryButton look="text" onRetry={retry} />
      </div>
    );
  }
  if (view === null) return null;
  return (
    <aside className={styles.note} aria-label="Burst traffic" aria-busy={stale}>
      <p>
        <strong>
          <LinkedNumbers sentence={view.lead} panel="why-sessions-are-lost" />
        </strong>{' '}
        <LinkedNumbers sentence={view.support} panel="why-sessions-are-lost" />{' '}
        <InfoTip label={words.burst.label} text={words.burst.means} />
      </p>
      <div data-print="skip">
        <Button look="text" onPress={() => onChange({ ...filters, traffic: view.action.traffic })}>
          {view.action.label}
        </Button>
      </div>
    </aside>
  );
}
