import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { RankedBars, rankedAtFirst, rankedRowHeight } from '../../charts/RankedBars.tsx';
import type { Counting, Filters } from '../../model/filters.ts';
import { byCountryQuery } from '../../model/queries/byPlace.ts';
import { useRows } from '../../queries/useRows.ts';
import { byCountryView } from './byCountryView.ts';
import { panelError } from '../../queries/panelError.ts';
import { placeHeads } from './placeRows.ts';
import { toggleCountry } from './selection.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface ByCountryPanelProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly onChange: (filters: Filters) => void;
}

/** Home countries, the largest first, where there is more than one. A country filters, and the states below are then its own. */
export function ByCountryPanel({ filters, counting, onChange }: ByCountryPanelProps) {
  const answer = useRows(byCountryQuery(filters, counting));
  const { rows } = answer;
  const current = useMemo(
    () => (rows === undefined ? null : byCountryView(rows, counting, filters)),
    [rows, counting, filters],
  );
  const view = useSettled(current, answer);
  const isFiltered = filters.country.values.length > 0;
  if (rows === undefined || (rows.length < 2 && !isFiltered)) return null;
  return (
    <ChartFrame
      title="By country"
      subtitle={
        filters.state.values.length > 0 || isFiltered
          ? 'home address · all countries; the filters of countries and states are marked, not applied'
          : 'home address'
      }
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      empty={view?.empty ?? null}
      height={(Math.min(rows.length, rankedAtFirst) + 1) * rankedRowHeight}
    >
      {view !== null && (
        <RankedBars
          rows={view.rows}
          heads={placeHeads('Country', counting.unit)}
          noun="countries"
          onToggle={(country) => onChange(toggleCountry(filters, country))}
        />
      )}
    </ChartFrame>
  );
}
