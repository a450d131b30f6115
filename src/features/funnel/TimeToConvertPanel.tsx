import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { DurationColumns, durationColumnsHeight } from '../../charts/DurationColumns.tsx';
import type { OtherSide } from '../../model/comparison.ts';
import { spanIds } from '../../model/condition.ts';
import { spanLabels } from '../../model/conditionText.ts';
import type { Filters } from '../../model/filters.ts';
import { timeBinsQuery, timesQuery } from '../../model/queries/timeToConvert.ts';
import { shows } from '../../model/subjects.ts';
import { panelError } from '../../queries/panelError.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { useSettled } from '../../queries/useSettled.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { HistoryMode } from '../../url/useViewState.ts';
import type { ViewState } from '../../url/viewState.ts';
import { Defined } from './Defined.tsx';
import styles from './TimeToConvertPanel.module.css';
import { timesLane, timeToConvertView, type TimeFigure } from './timeToConvertView.ts';
import { countingWords } from './wording.ts';

const subjects = shows('sessions', 'steps', 'times');

interface TimeToConvertPanelProps {
  readonly state: Pick<ViewState, 'span' | 'counting' | 'sessions'>;
  readonly filters: Filters;
  readonly other: OtherSide | null;
  readonly onState: (patch: Partial<ViewState>, mode?: HistoryMode) => void;
}

/** How long sessions took from one step to another. A stretch of time opens the sessions that took so long. */
export function TimeToConvertPanel({ state, filters, other, onState }: TimeToConvertPanelProps) {
  const { span, counting, sessions } = state;
  const queries = useMemo(
    () => ({ times: timesQuery(filters, counting, span), bins: timeBinsQuery(filters, counting, span) }),
    [filters, counting, span],
  );
  const times = useRows(queries.times, { turn: 'late' });
  const bins = useRows(queries.bins, { turn: 'late' });
  const answer = {
    stale: times.stale || bins.stale,
    error: times.error ?? bins.error,
    retry: times.error === null ? bins.retry : times.retry,
  };
  const [row] = times.rows ?? [];
  const { rows } = bins;
  const { unit } = counting;
  const hasProducts = filters.product.values.length > 0;
  const isCompared = other !== null;
  const current = useMemo(
    () =>
      row === undefined || rows === undefined
        ? null
        : { span, ...timeToConvertView(row, rows, { span, unit, hasProducts, isCompared, sessions }) },
    [row, rows, span, unit, hasProducts, isCompared, sessions],
  );
  const view = useSettled(current, answer);
  const proof = useMemo(
    () =>
      proofOf(
        ['timeToConvert', 'medianTime', 'p90Time', 'session', countingWords(counting).reading],
        [queries.times, queries.bins],
      ),
    [counting, queries],
  );
  return (
    <ChartFrame
      title="Time to convert"
      subjects={subjects}
      subtitle={<Defined word="timeToConvert">time from step to step, sessions</Defined>}
      tools={
        <SegmentedControl
          label="Time from step to step"
          segments={spanIds.map((id) => ({ id, label: spanLabels[id] }))}
          value={span}
          onChange={(next) => onState({ span: next })}
        />
      }
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      empty={view?.empty ?? null}
      note={view?.note ?? null}
      proof={proof}
      height={durationColumnsHeight(timesLane)}
    >
      {view !== null && (
        <div className={styles.times}>
          <Figures figures={view.figures} />
          <DurationColumns
            columns={view.columns}
            lane={view.lane}
            marks={view.marks}
            label="Sessions by the time they took"
            onSelect={(value) => onState({ sessions: [{ key: view.span, value }] })}
          />
        </div>
      )}
    </ChartFrame>
  );
}

function Figures({ figures }: { figures: readonly TimeFigure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ word, value, detail }) => (
        <div key={word}>
          <dt>
            <Defined word={word} />
          </dt>
          <dd className={styles.value}>{value}</dd>
          <dd className={styles.detail}>{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
