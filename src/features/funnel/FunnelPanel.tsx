import { type ReactNode, useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { FunnelBars, funnelBarsHeight } from '../../charts/FunnelBars.tsx';
import type { Counting, Filters } from '../../model/filters.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import { useRows } from '../../queries/useRows.ts';
import { funnelView } from './funnelView.ts';
import { panelError } from '../../queries/panelError.ts';
import { toggleLoss, toggleStep } from './selection.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface FunnelPanelProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly countingSwitch: ReactNode;
  readonly onChange: (filters: Filters) => void;
}

/** The steps as bars. A bar or a loss filters by itself. */
export function FunnelPanel({ filters, counting, countingSwitch, onChange }: FunnelPanelProps) {
  const answer = useRows(funnelQuery(filters, counting));
  const current = useMemo(
    () => (answer.rows === undefined ? null : funnelView(answer.rows, counting, filters)),
    [answer.rows, counting, filters],
  );
  const view = useSettled(current, answer);
  return (
    <ChartFrame
      title="Funnel"
      subtitle={countingSwitch}
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      empty={view?.empty ?? null}
      height={funnelBarsHeight}
    >
      {view !== null && (
        <FunnelBars
          bars={view.bars}
          whole={view.whole}
          onSelectStep={(step) => onChange(toggleStep(filters, step))}
          onSelectLoss={(step) => onChange(toggleLoss(filters, step))}
        />
      )}
    </ChartFrame>
  );
}
