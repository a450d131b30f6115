import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { driverQueries } from '../../model/drivers.ts';
import type { Filters } from '../../model/filters.ts';
import { keepOnly, leaveOut } from '../../model/narrowing.ts';
import { lossSteps, lostConditions } from '../../model/queries/driversPopulation.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { shows } from '../../model/subjects.ts';
import { panelError } from '../../queries/panelError.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useDrivers } from '../../queries/useDrivers.ts';
import { useSettled } from '../../queries/useSettled.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { HistoryMode } from '../../url/useViewState.ts';
import { losses, type ViewState } from '../../url/viewState.ts';
import { Defined } from './Defined.tsx';
import { DriversList } from './DriversList.tsx';
import { driversView, lossLabels } from './driversView.ts';
import { passage } from './wording.ts';

const subjects = shows('sessions', 'steps', 'times', 'users', 'places', 'employees', 'products', 'promos');

interface DriversPanelProps {
  readonly state: Pick<ViewState, 'loss' | 'counting'>;
  readonly filters: Filters;
  readonly facts: Facts;
  readonly onState: (patch: Partial<ViewState>, mode?: HistoryMode) => void;
  readonly onFilters: (filters: Filters) => void;
}

/** Which groups of sessions drive the loss, each to be left out, kept alone, or looked at. Always about sessions. */
export function DriversPanel({ state: { loss, counting }, filters, facts, onState, onFilters }: DriversPanelProps) {
  const answer = useDrivers(filters, counting, loss, facts);
  const { search } = answer;
  const { reading } = counting;
  const current = useMemo(
    () => (search === undefined ? null : { loss, ...driversView(search, loss, reading) }),
    [search, loss, reading],
  );
  const view = useSettled(current, answer);
  const proof = useMemo(
    () =>
      proofOf(
        ['driver', 'withoutDriver', 'session', reading, 'lost', 'interval', 'burst'],
        driverQueries(filters, counting, loss, facts, search?.drivers ?? []),
      ),
    [filters, counting, loss, facts, search, reading],
  );
  const { from, to } = lossSteps(loss);
  return (
    <ChartFrame
      title="Why sessions are lost"
      subjects={subjects}
      subtitle={
        <>
          <Defined word="driver">groups that lose more than chance explains</Defined> · sessions, {passage(from, to)}
        </>
      }
      tools={
        <SegmentedControl
          label="Sessions lost before"
          segments={losses.map((id) => ({ id, label: lossLabels[id] }))}
          value={loss}
          onChange={(next) => onState({ loss: next })}
        />
      }
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      empty={view?.empty ?? null}
      proof={proof}
      height={120}
    >
      {view !== null && (
        <DriversList
          view={view}
          onLeaveOut={({ leaving }) => onFilters(leaveOut(filters, leaving))}
          onOnly={({ conditions }) => onFilters(keepOnly(filters, conditions))}
          // Old lines, on screen while newer ones are on the way, are of the loss they were found for.
          onShow={({ conditions }) => onState({ sessions: [...conditions, ...lostConditions(view.loss)] })}
        />
      )}
    </ChartFrame>
  );
}
