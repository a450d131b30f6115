import type { MapState, StateMapProps } from '../../charts/StateMap.tsx';
import type { Counting, Filters, Unit } from '../../model/filters.ts';
import type { StateRow } from '../../model/queries/byPlace.ts';
import { isUnitedStates, type UsState, usStateCodes, usStateOf, usStates } from '../../model/usStates.ts';
import { notSet } from '../../model/tables.ts';
import { words } from '../../model/words.ts';
import { count, percent, percentRange } from '../../ui/format.ts';
import type { MapMeasure } from '../../url/viewState.ts';
import { stateKey } from './byStateView.ts';
import { changeScale, countScale, type MapScale, rateScale } from './mapScale.ts';
import { filteredBy, pairedPlaces, placeName, type PlacePair, type PlaceSide } from './placeRows.ts';
import { pointsChange, verdictWords } from './sides.ts';
import { counted } from './wording.ts';

export interface StateMapView extends Omit<StateMapProps, 'onToggle'> {
  /** What the map cannot show, in words; null where it shows everything. */
  readonly unplaced: string | null;
}

const namedAtMost = 12;

type Pair = PlacePair<StateRow>;

/** What the map is coloured by: a change needs another side, and is the count without one. */
export function shownMeasure(measure: MapMeasure, isCompared: boolean): MapMeasure {
  return measure === 'change' && !isCompared ? 'sessions' : measure;
}

/** The home states on the map of the United States; null where none of them is one of its states. */
export function stateMapView(
  rows: readonly StateRow[],
  counting: Counting,
  filters: Pick<Filters, 'state'>,
  wanted: MapMeasure,
  other: PlaceSide<StateRow> | null = null,
): StateMapView | null {
  const isCompared = other !== null;
  const measure = shownMeasure(wanted, isCompared);
  const { placed, unknown, abroad } = placedRows(pairedPlaces(rows, other, stateKey));
  if (placed.size === 0) return null;
  const { unit } = counting;
  const value = measureOf(measure);
  const shown = [...placed.values()];
  const scale = scaleOf(measure, shown.map(value));
  const ranked = [...placed].map(([code, pair]): MapState => {
    const { row } = pair;
    const filtered = filteredBy(filters.state, row.state);
    return {
      code,
      title: row.state,
      tone: scale.toneOf(value(pair)),
      facts: [...factsOf(row, unit), ...(isCompared ? otherFacts(pair) : [])],
      switches: { value: row.state, name: placeName(pair, { label: row.state, unit, filtered, isCompared }) },
      filtered,
    };
  });
  const empty = usStateCodes.filter((code) => !placed.has(code));
  return {
    label: `Map of the United States, coloured by ${measureLabels(unit)[measure].toLowerCase()}`,
    states: [...ranked, ...empty.map(nobodyIn)],
    ramp: ramps[measure],
    legend: [...(empty.length > 0 ? [{ tone: 'nobody' as const, label: 'no sessions' }] : []), ...scale.legend],
    unplaced: unplacedSentence(unknown, abroad, unit),
  };
}

/** What each measure is called. */
export function measureLabels(unit: Unit): Readonly<Record<MapMeasure, string>> {
  return {
    sessions: unit === 'sessions' ? 'Sessions' : 'Users',
    conversion: words.conversion.label,
    lost: words.lost.label,
    change: 'Change of conversion',
  };
}

const ramps = { sessions: 'steps', conversion: 'steps', lost: 'loss', change: 'change' } as const;

function measureOf(measure: MapMeasure): (pair: Pair) => number | null {
  if (measure === 'change') return ({ difference }) => difference?.value ?? null;
  if (measure === 'conversion') return ({ row }) => row.conversionRate;
  return measure === 'lost' ? ({ row }) => row.lost : ({ row }) => row.all;
}

function scaleOf(measure: MapMeasure, values: readonly (number | null)[]): MapScale {
  if (measure === 'change') return changeScale(values);
  return measure === 'conversion' ? rateScale(values) : countScale(values.filter((value) => value !== null));
}

function factsOf(row: StateRow, unit: Unit): MapState['facts'] {
  const interval = percentRange(row.conversionLow, row.conversionHigh);
  return [
    { label: measureLabels(unit).sessions, text: count(row.all) },
    { label: words.lost.label, text: count(row.lost) },
    { label: words.conversion.label, text: percent(row.conversionRate) },
    ...(interval === null ? [] : [{ label: words.interval.label, text: interval }]),
  ];
}

function otherFacts({ there, difference }: Pair): MapState['facts'] {
  const change = pointsChange(difference);
  return [
    { label: 'Conversion there', text: there === null ? 'nobody there' : percent(there.conversionRate) },
    ...(change === null ? [] : [{ label: words.difference.label, text: change.text }]),
    ...(change === null || change.range === null ? [] : [{ label: '95 % of it', text: change.range }]),
    ...(change === null || change.verdict === null ? [] : [{ label: 'So it is', text: verdictWords[change.verdict] }]),
  ];
}

function nobodyIn(code: UsState): MapState {
  const facts = [{ label: 'No sessions', text: '' }];
  return { code, title: usStates[code], tone: 'nobody', facts, switches: null, filtered: null };
}

/** A row whose state another row has taken by a different spelling is unknown to the map, as one it has no shape for. */
function placedRows(pairs: readonly Pair[]) {
  const placed = new Map<UsState, Pair>();
  const unknown: StateRow[] = [];
  const abroad: StateRow[] = [];
  for (const pair of pairs) {
    const { row } = pair;
    const code = usStateOf(row.state);
    if (!isUnitedStates(row.country) && row.country !== notSet) abroad.push(row);
    else if (code === null || placed.has(code)) unknown.push(row);
    else placed.set(code, pair);
  }
  return { placed, unknown, abroad };
}

function unplacedSentence(unknown: readonly StateRow[], abroad: readonly StateRow[], unit: Unit): string | null {
  const named = unknown.slice(0, namedAtMost).map((row) => `${row.state} (${counted(row.all, unit)}${takenBy(row)})`);
  const more = unknown.length - named.length;
  const parts = [
    ...named,
    ...(more > 0 ? [`${count(more)} more names`] : []),
    ...(abroad.length > 0 ? [abroad.length === 1 ? '1 state abroad' : `${count(abroad.length)} states abroad`] : []),
  ];
  if (parts.length === 0) return null;
  return `Not on the map: ${parts.join(', ')}. The list has them.`;
}

function takenBy({ state }: StateRow): string {
  const code = usStateOf(state);
  return code === null ? '' : `, another spelling of ${usStates[code]}`;
}
