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
  const { rows, stale, error, retry } = useRows(byStateQuery(filters, counting));
  const view = useMemo(
    () => (rows === undefined ? null : byStateView(rows, counting, filters)),
    [rows, counting, filters],
  );
  return (
    <ChartFrame
      title={title}
      subtitle={<Defined word="state">home address</Defined>}
      numbers={view?.numbers ?? null}
      stale={stale}
      error={panelError({ error, retry })}
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
