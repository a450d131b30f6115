import { lazy, Suspense, useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { RankedBars, rankedAtFirst, rankedRowHeight } from '../../charts/RankedBars.tsx';
import type { OtherSide } from '../../model/comparison.ts';
import { anyValue, type Counting, type Filters } from '../../model/filters.ts';
import { byStateQuery } from '../../model/queries/byPlace.ts';
import { usersByStateQuery } from '../../model/queries/usersByPlace.ts';
import { selectionText } from '../../model/selectionText.ts';
import { shows } from '../../model/subjects.ts';
import { words } from '../../model/words.ts';
import { countingWords, proofOf, proofOfSides } from '../../queries/proofOf.ts';
import { useSides } from '../../queries/useSides.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { type MapMeasure, mapMeasures } from '../../url/viewState.ts';
import styles from './ByStatePanel.module.css';
import { byStateView, stateKey } from './byStateView.ts';
import { Defined } from './Defined.tsx';
import { panelError } from '../../queries/panelError.ts';
import { placeHeads } from './placeRows.ts';
import { usePlaceUsers } from './usePlaceUsers.ts';
import { toggleState } from './selection.ts';
import { differenceWords } from './sides.ts';
import { measureLabels, shownMeasure, stateMapView } from './stateMapView.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface ByStatePanelProps {
  readonly filters: Filters;
  /** What the selection is compared with, if anything. */
  readonly other: OtherSide | null;
  readonly counting: Counting;
  readonly hasPlaces: boolean;
  /** What the map is coloured by. */
  readonly map: MapMeasure;
  readonly onMap: (map: MapMeasure) => void;
  readonly onChange: (filters: Filters) => void;
}

const title = 'By state';
const subjects = shows('sessions', 'steps', 'places');
const nothing = shows();

/** Drawn when it is there; the list has the same numbers, so that nobody waits for it. */
const StateMap = lazy(() =>
  import('../../charts/StateMap.tsx').then(
    (room) => ({ default: room.StateMap }),
    () => ({ default: NoMap }),
  ),
);

/** Home states on a map and as a list, the largest first. A state filters by itself, beside those that already do. */
export function ByStatePanel({ hasPlaces, ...props }: ByStatePanelProps) {
  return hasPlaces ? <MappedStates {...props} /> : <NoPlaces />;
}

function MappedStates(props: Omit<ByStatePanelProps, 'hasPlaces'>) {
  const { filters, other, counting, map: measure, onMap, onChange } = props;
  const query = useMemo(() => byStateQuery(filters, counting), [filters, counting]);
  const otherQuery = useMemo(() => (other === null ? null : byStateQuery(other.filters, counting)), [other, counting]);
  const answer = useSides(query, otherQuery);
  const { rows, others, stale } = answer;
  const usersQuery = useMemo(() => usersByStateQuery(filters, counting), [filters, counting]);
  const people = usePlaceUsers(usersQuery, counting, stateKey);
  const { users } = people;
  const proof = useMemo(
    () =>
      proofOf(
        [
          ...countingWords(counting),
          'state',
          'lost',
          'conversion',
          'interval',
          ...(otherQuery === null ? [] : differenceWords),
        ],
        [...proofOfSides(query, otherQuery, other, counting), ...(counting.unit === 'sessions' ? [usersQuery] : [])],
        filters.state.values.length > 0
          ? { text: selectionText({ ...filters, state: anyValue }, counting, null) }
          : null,
      ),
    [query, otherQuery, usersQuery, other, filters, counting],
  );
  const sides = useMemo(() => {
    if (stale || rows === undefined || others === undefined) return null;
    return { rows, compared: other === null || others === null ? null : { side: other, rows: others } };
  }, [stale, rows, others, other]);
  const currentList = useMemo(
    () => (sides === null ? null : byStateView(sides.rows, counting, filters, sides.compared, users)),
    [sides, users, counting, filters],
  );
  const currentMap = useMemo(
    () => (sides === null ? null : stateMapView(sides.rows, counting, filters, measure, sides.compared)),
    [sides, counting, filters, measure],
  );
  const list = useSettled(currentList, answer);
  const drawnMap = useSettled(currentMap, answer);
  const heads = useMemo(() => placeHeads(words.state.label, counting.unit), [counting.unit]);
  const onToggle = (state: string) => onChange(toggleState(filters, state));
  const listHeight = (Math.min(rows?.length ?? rankedAtFirst, rankedAtFirst) + 1) * rankedRowHeight;
  return (
    <ChartFrame
      title={title}
      subjects={subjects}
      subtitle={
        <>
          <Defined word="state">home address</Defined>
          {filters.state.values.length > 0 && ' · all states; the state filter is marked, not applied'}
        </>
      }
      tools={
        drawnMap !== null && (
          <MeasureSwitch
            unit={counting.unit}
            measure={shownMeasure(measure, other !== null)}
            isCompared={other !== null}
            onMeasure={onMap}
          />
        )
      }
      numbers={list?.numbers ?? null}
      stale={answer.stale}
      unfinished={people.isPending}
      error={panelError(answer.error === null ? people : answer)}
      proof={proof}
      empty={list?.empty ?? null}
      note={
        measure === 'change' && other === null
          ? 'The link asks for the change of conversion, but nothing is compared: the map shows sessions.'
          : (list?.note ?? null)
      }
      height={listHeight}
    >
      {list !== null && (
        <div className={styles.places}>
          {drawnMap !== null && (
            <div className={styles.map}>
              <Suspense fallback={<div className={styles.waiting} aria-busy="true" />}>
                <StateMap {...drawnMap} onToggle={onToggle} />
              </Suspense>
              {drawnMap.unplaced !== null && <p className={styles.unplaced}>{drawnMap.unplaced}</p>}
            </div>
          )}
          <div className={styles.list}>
            <RankedBars rows={list.rows} heads={heads} noun="states" onToggle={onToggle} />
          </div>
        </div>
      )}
    </ChartFrame>
  );
}

function MeasureSwitch({
  unit,
  measure,
  isCompared,
  onMeasure,
}: {
  unit: Counting['unit'];
  measure: MapMeasure;
  isCompared: boolean;
  onMeasure: (measure: MapMeasure) => void;
}) {
  const labels = measureLabels(unit);
  return (
    <SegmentedControl
      label="Colour the map by"
      segments={mapMeasures.filter((id) => id !== 'change' || isCompared).map((id) => ({ id, label: labels[id] }))}
      value={measure}
      onChange={onMeasure}
    />
  );
}

function NoMap() {
  return <p className={styles.unplaced}>The map could not be loaded. The list has the same numbers.</p>;
}

function NoPlaces() {
  return (
    <ChartFrame
      title={title}
      subjects={nothing}
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
