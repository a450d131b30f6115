import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { FunnelRows, funnelRowHeight, funnelRowsHead } from '../../charts/FunnelRows.tsx';
import type { OtherSide } from '../../model/comparison.ts';
import type { Condition } from '../../model/condition.ts';
import { dimensions, isKnown, type PartitionId, partitionIds } from '../../model/dimensions.ts';
import type { Counting, Filters } from '../../model/filters.ts';
import { keepOnly } from '../../model/narrowing.ts';
import { breakdownQuery } from '../../model/queries/breakdown.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { shows, subjectsOf } from '../../model/subjects.ts';
import { panelError } from '../../queries/panelError.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { useSettled } from '../../queries/useSettled.ts';
import type { HistoryMode } from '../../url/useViewState.ts';
import type { ViewState } from '../../url/viewState.ts';
import styles from './Breakdown.module.css';
import { breakdownTitle, breakdownView } from './breakdownView.ts';
import { Defined } from './Defined.tsx';
import { countingWords } from './wording.ts';

interface BreakdownProps {
  readonly state: Pick<ViewState, 'by' | 'counting'>;
  readonly filters: Filters;
  readonly other: OtherSide | null;
  readonly facts: Facts;
  readonly onState: (patch: Partial<ViewState>, mode?: HistoryMode) => void;
  readonly onFilters: (filters: Filters) => void;
}

/** By what the funnel is broken down, and the funnel of each part. */
export function Breakdown({ state: { by, counting }, filters, other, facts, onState, onFilters }: BreakdownProps) {
  const known = partitionIds.filter((id) => isKnown(id, facts));
  const isUnknown = by !== null && !known.includes(by);
  return (
    <div className={styles.breakdown}>
      <p className={styles.control}>
        <label>
          Funnel broken down by{' '}
          <select
            value={by ?? ''}
            onChange={({ target }) => onState({ by: known.find((id) => id === target.value) ?? null })}
          >
            <option value="">nothing</option>
            {isUnknown && <option value={by}>{dimensions[by].label}</option>}
            {known.map((id) => (
              <option key={id} value={id}>
                {dimensions[id].label}
              </option>
            ))}
          </select>
        </label>
        {isUnknown && <span>This dataset does not know it: all its sessions would be one part.</span>}
      </p>
      {by !== null && !isUnknown && (
        <Parts
          dimension={by}
          filters={filters}
          counting={counting}
          isCompared={other !== null}
          onKeep={(part) => onFilters(keepOnly(filters, [part]))}
          onShow={(part) => onState({ sessions: [part] })}
        />
      )}
    </div>
  );
}

interface PartsProps {
  readonly dimension: PartitionId;
  readonly filters: Filters;
  readonly counting: Counting;
  readonly isCompared: boolean;
  readonly onKeep: (part: Condition) => void;
  readonly onShow: (part: Condition) => void;
}

function Parts({ dimension, filters, counting, isCompared, onKeep, onShow }: PartsProps) {
  const subjects = useMemo(() => [...shows('sessions', 'steps'), ...subjectsOf(dimension)], [dimension]);
  const query = useMemo(() => breakdownQuery(filters, counting, dimension), [filters, counting, dimension]);
  const answer = useRows(query);
  const { rows, stale } = answer;
  const current = useMemo(
    () =>
      stale || rows === undefined ? null : { dimension, ...breakdownView(rows, { dimension, counting, isCompared }) },
    [stale, rows, dimension, counting, isCompared],
  );
  const view = useSettled(current, answer);
  const proof = useMemo(() => {
    const { unit, reading, base, share } = countingWords(counting);
    return proofOf(
      ['breakdown', unit, reading, base, share, 'ofPrevious', 'dropOff', 'lost', 'ofAllLost', 'conversion', 'interval'],
      [query],
    );
  }, [counting, query]);
  return (
    <ChartFrame
      title={view?.title ?? breakdownTitle(dimension)}
      subjects={subjects}
      subtitle={
        <>
          <Defined word="breakdown">one part per value</Defined> · press a row to keep only it
        </>
      }
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      empty={view?.empty ?? null}
      note={view?.note ?? null}
      proof={proof}
      height={funnelRowsHead + (rows?.length ?? 8) * funnelRowHeight}
    >
      {view !== null && (
        <FunnelRows
          rows={view.rows}
          heads={view.heads}
          longest={view.longest}
          // Old rows, on screen while newer ones are on the way, are parts by what they were broken down by.
          onKeep={(value) => onKeep({ key: view.dimension, value })}
          onShow={(value) => onShow({ key: view.dimension, value })}
        />
      )}
    </ChartFrame>
  );
}
