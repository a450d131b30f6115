import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { RankedBars, rankedAtFirst, rankedRowHeight } from '../../charts/RankedBars.tsx';
import type { Counting, Filters } from '../../model/filters.ts';
import { byStateQuery } from '../../model/queries/byState.ts';
import { words } from '../../model/words.ts';
import { useRows } from '../../queries/useRows.ts';
import { byStateView } from './byStateView.ts';
import { Defined } from './Defined.tsx';
import { panelError } from './panelError.ts';
import { toggleState } from './selection.ts';
import { useSettled } from './useSettled.ts';

interface ByStatePanelProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly hasPlaces: boolean;
  readonly onChange: (filters: Filters) => void;
}

const title = 'By state';

/** Home states, the largest first. A row filters by its state. */
export function ByStatePanel({ hasPlaces, ...props }: ByStatePanelProps) {
  return hasPlaces ? <RankedStates {...props} /> : <NoPlaces />;
}

function RankedStates({ filters, counting, onChange }: Omit<ByStatePanelProps, 'hasPlaces'>) {
  const answer = useRows(byStateQuery(filters, counting));
  const { rows } = answer;
  const current = useMemo(
    () => (rows === undefined ? null : byStateView(rows, counting, filters)),
    [rows, counting, filters],
  );
  const view = useSettled(current, answer);
  return (
    <ChartFrame
      title={title}
      subtitle={<Defined word="state">home address</Defined>}
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      empty={view?.empty ?? null}
      height={(Math.min(rows?.length ?? rankedAtFirst, rankedAtFirst) + 1) * rankedRowHeight}
    >
      {view !== null && (
        <RankedBars
          rows={view.rows}
          heads={{
            label: words.state.label,
            value: counting.unit === 'sessions' ? 'Sessions' : 'Users',
            lost: words.lost.label,
            rate: `${words.conversion.label}, ${words.interval.label}`,
          }}
          noun="states"
          onToggle={(state) => onChange(toggleState(filters, state))}
        />
      )}
    </ChartFrame>
  );
}

function NoPlaces() {
  return (
    <ChartFrame
      title={title}
      subtitle="home address"
      numbers={{ columns: [{ label: words.state.label, align: 'start' }], rows: [] }}
      stale={false}
      error={null}
      empty="This dataset does not say where its users live. With users.csv (user_id, address_id) and addresses.csv (address_id, state, country) beside events.csv, the states appear here."
      height={120}
    >
      {null}
    </ChartFrame>
  );
}
