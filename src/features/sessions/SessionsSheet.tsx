import { useCallback, useMemo, useState } from 'react';
import type { Filters } from '../../model/filters.ts';
import { leaveOut, keepOnly } from '../../model/narrowing.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { type SessionList, sessionCountQuery, type SessionSort } from '../../model/queries/sessionList.ts';
import { daysOf } from '../../model/resolve.ts';
import { selectionText } from '../../model/selectionText.ts';
import { useRows } from '../../queries/useRows.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RetryButton } from '../../ui/RetryButton.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import type { HistoryMode } from '../../url/useViewState.ts';
import type { ViewState } from '../../url/viewState.ts';
import { SessionDownloads } from './SessionDownloads.tsx';
import type { DatasetName } from './sessionsFile.ts';
import styles from './SessionsSheet.module.css';
import { SessionsTable } from './SessionsTable.tsx';
import { listNotes, narrowingText, titleText } from './sessionsView.ts';
import { SortControl } from './SortControl.tsx';

interface SessionsSheetProps {
  readonly state: ViewState;
  /** Those of the state that this dataset can answer. */
  readonly filters: Filters;
  readonly facts: Facts;
  /** ISO code of the shop’s currency. */
  readonly currency: string;
  readonly dataset: DatasetName;
  readonly onState: (patch: Partial<ViewState>, mode?: HistoryMode) => void;
  readonly onFilters: (filters: Filters) => void;
}

const nothingNarrows: NonNullable<ViewState['sessions']> = [];

/** The sessions behind a count, over the page: how many, which, what happened in each, and the list as a file. */
export function SessionsSheet(props: SessionsSheetProps) {
  const { state, filters, facts, currency, dataset, onState, onFilters } = props;
  const { counting, sessions: conditions } = state;
  const [sort, setSort] = useState<SessionSort>({ by: 'start', order: 'descending' });
  const list = useMemo<SessionList>(
    () => ({ filters, counting, conditions: conditions ?? nothingNarrows }),
    [filters, counting, conditions],
  );
  const counted = useRows(sessionCountQuery(list));
  const [total] = counted.rows ?? [];
  const narrowing = narrowingText(list.conditions, counting);
  const notes = total === undefined ? [] : listNotes(total, list.conditions, counting);
  const onlyUser = useCallback(
    (user: string) => onFilters(keepOnly(filters, [{ key: 'user', value: user }])),
    [filters, onFilters],
  );
  const withoutUser = useCallback(
    (user: string) => onFilters(leaveOut(filters, [{ key: 'user', value: user }])),
    [filters, onFilters],
  );

  return (
    <SidePanel
      title={total === undefined ? 'Sessions' : titleText(total, counting)}
      onClose={() => onState({ sessions: null })}
    >
      <div className={styles.about} data-dimmed={counted.stale || undefined}>
        {narrowing !== null && <p className={styles.narrowing}>{narrowing}</p>}
        <p>{selectionText(filters, counting, daysOf(filters, facts))}</p>
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
      {counted.error !== null && (
        <Notice tone="loss" action={<RetryButton look="text" onRetry={counted.retry} />}>
          {counted.error.message}
        </Notice>
      )}
      <div className={styles.list} aria-busy={total === undefined || counted.stale}>
        {total?.sessions === 0 && (
          <p className={styles.empty}>No session matches. Change the filters, or close this.</p>
        )}
        {total !== undefined && total.sessions > 0 && (
          <>
            <div className={styles.tools}>
              <SortControl sort={sort} hasRevenue={facts.hasRevenue} onChange={setSort} />
              <SessionDownloads source={{ list, sort, total, state, facts, dataset }} />
            </div>
            <SessionsTable
              // Another list, or another order, begins at its top.
              key={JSON.stringify([list, sort])}
              list={list}
              sort={sort}
              total={total.sessions}
              facts={facts}
              currency={currency}
              onlyUser={onlyUser}
              withoutUser={withoutUser}
            />
          </>
        )}
      </div>
    </SidePanel>
  );
}
