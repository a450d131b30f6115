import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { RankedBars, rankedAtFirst, rankedRowHeight } from '../../charts/RankedBars.tsx';
import type { OtherSide } from '../../model/comparison.ts';
import { anyValue, type Counting, type Filters } from '../../model/filters.ts';
import { byCountryQuery } from '../../model/queries/byPlace.ts';
import { usersByCountryQuery } from '../../model/queries/usersByPlace.ts';
import { selectionText } from '../../model/selectionText.ts';
import { shows } from '../../model/subjects.ts';
import { countingWords, proofOf, proofOfSides } from '../../queries/proofOf.ts';
import { useSides } from '../../queries/useSides.ts';
import { byCountryView } from './byCountryView.ts';
import { panelError } from '../../queries/panelError.ts';
import { placeHeads } from './placeRows.ts';
import { usePlaceUsers } from './usePlaceUsers.ts';
import { toggleCountry } from './selection.ts';
import { differenceWords } from './sides.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface ByCountryPanelProps {
  readonly filters: Filters;
  /** What the selection is compared with, if anything. */
  readonly other: OtherSide | null;
  readonly counting: Counting;
  readonly onChange: (filters: Filters) => void;
}

const subjects = shows('sessions', 'steps', 'places');
const countryKey = ({ country }: { readonly country: string }) => country;

/** Home countries, the largest first, where there is more than one. A country filters, and the states below are then its own. */
export function ByCountryPanel({ filters, other, counting, onChange }: ByCountryPanelProps) {
  const query = useMemo(() => byCountryQuery(filters, counting), [filters, counting]);
  const otherQuery = useMemo(
    () => (other === null ? null : byCountryQuery(other.filters, counting)),
    [other, counting],
  );
  const answer = useSides(query, otherQuery);
  const { rows, others, stale } = answer;
  const usersQuery = useMemo(() => usersByCountryQuery(filters, counting), [filters, counting]);
  const people = usePlaceUsers(usersQuery, counting, countryKey);
  const { users } = people;
  const current = useMemo(() => {
    if (stale || rows === undefined || others === undefined) return null;
    const compared = other === null || others === null ? null : { side: other, rows: others };
    return byCountryView(rows, counting, filters, compared, users);
  }, [stale, rows, others, users, counting, filters, other]);
  const view = useSettled(current, answer);
  const heads = useMemo(() => placeHeads('Country', counting.unit), [counting.unit]);
  const isFiltered = filters.country.values.length > 0;
  const proof = useMemo(
    () =>
      proofOf(
        [...countingWords(counting), 'lost', 'conversion', 'interval', ...(otherQuery === null ? [] : differenceWords)],
        [...proofOfSides(query, otherQuery, other, counting), ...(counting.unit === 'sessions' ? [usersQuery] : [])],
        { text: selectionText({ ...filters, country: anyValue, state: anyValue }, counting, null) },
      ),
    [query, otherQuery, usersQuery, other, filters, counting],
  );
  if (rows === undefined || (rows.length < 2 && !isFiltered)) return null;
  return (
    <ChartFrame
      title="By country"
      subjects={subjects}
      subtitle={
        filters.state.values.length > 0 || isFiltered
          ? 'home address · all countries; the filters of countries and states are marked, not applied'
          : 'home address'
      }
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      unfinished={people.isPending}
      error={panelError(answer.error === null ? people : answer)}
      proof={proof}
      empty={view?.empty ?? null}
      note={view?.note ?? null}
      height={(Math.min(rows.length, rankedAtFirst) + 1) * rankedRowHeight}
    >
      {view !== null && (
        <RankedBars
          rows={view.rows}
          heads={heads}
          noun="countries"
          onToggle={(country) => onChange(toggleCountry(filters, country))}
        />
      )}
    </ChartFrame>
  );
}
