import { useState } from 'react';
import { type Compare, noComparison } from '../../model/comparison.ts';
import { type Counting, type FilterName, type Filters, noFilters } from '../../model/filters.ts';
import type { Facts, KnownValue } from '../../model/queries/facts.ts';
import { Button } from '../../ui/Button.tsx';
import { Chips } from '../../ui/Chips.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useMediaQuery } from '../../ui/useMediaQuery.ts';
import type { HistoryMode } from '../../url/useViewState.ts';
import { CompareFilter } from './CompareFilter.tsx';
import { compareChip } from './compareView.ts';
import styles from './FilterBar.module.css';
import { chipsOf, listFilterNames, without } from './filtersView.ts';
import { ListFilter } from './ListFilter.tsx';
import { withCountry } from './placeCascade.ts';
import { RangeFilter } from './RangeFilter.tsx';
import { TrafficFilter } from './TrafficFilter.tsx';
import type { OnFilters } from './useEditing.ts';

interface FilterBarProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly facts: Facts;
  readonly values: readonly KnownValue[];
  readonly onChange: OnFilters;
  /** What the selection is compared with. */
  readonly compare: Compare;
  readonly onCompare: (compare: Compare, mode: HistoryMode) => void;
}

/** States that left with their country, and the filters as they were before. */
interface Departure {
  readonly states: readonly string[];
  readonly before: Filters;
}

/** Every filter with what it is set to, what it is compared with, what is set as chips, and one reset. */
export function FilterBar({ filters, counting, facts, values, onChange, compare, onCompare }: FilterBarProps) {
  const isNarrow = useMediaQuery('(width < 720px)');
  const [departure, setDeparture] = useState<Departure | null>(null);
  const compared = compareChip(compare, filters, facts);
  const chips = [...chipsOf(filters, counting, facts), ...(compared === null ? [] : [compared])];

  const change: OnFilters = (next, mode) => {
    const { filters: possible, dropped } = withCountry(next, next.country, values);
    if (dropped.length > 0) setDeparture({ states: dropped, before: filters });
    onChange(possible, mode);
  };
  const reset = () => {
    setDeparture(null);
    onChange(noFilters, 'push');
    if (compared !== null) onCompare(noComparison, 'replace');
  };
  const takeAway = (chip: FilterName | 'compare') => {
    if (chip === 'compare') onCompare(noComparison, 'push');
    else change(without(filters, chip), 'push');
  };
  const bringBack = ({ before }: Departure) => {
    setDeparture(null);
    onChange({ ...filters, country: before.country, state: before.state }, 'push');
  };

  const fields = (
    <>
      <RangeFilter filters={filters} facts={facts} onChange={change} />
      {listFilterNames.map((filter) => (
        <ListFilter
          key={filter}
          filter={filter}
          filters={filters}
          counting={counting}
          facts={facts}
          values={values}
          onChange={change}
        />
      ))}
      <TrafficFilter filters={filters} counting={counting} facts={facts} onChange={change} />
      <CompareFilter compare={compare} filters={filters} facts={facts} onCompare={onCompare} />
    </>
  );

  return (
    <section aria-label="Filters" className={styles.bar}>
      {isNarrow ? (
        <Sheet trigger={`Filters (${chips.length})`} title="Filters">
          {fields}
        </Sheet>
      ) : (
        <div className={styles.fields}>{fields}</div>
      )}
      {chips.length > 0 && (
        <div className={styles.set}>
          <Chips label="Set filters" chips={chips} onRemove={takeAway} />
          <Button look="text" onPress={reset}>
            Reset all
          </Button>
        </div>
      )}
      {departure !== null && (
        <Notice
          tone="note"
          action={
            <Button look="text" onPress={() => bringBack(departure)}>
              Undo
            </Button>
          }
          onDismiss={() => setDeparture(null)}
        >
          {departure.states.join(', ')} {departure.states.length === 1 ? 'is' : 'are'} not in the chosen countries and
          no longer part of the state filter.
        </Notice>
      )}
    </section>
  );
}
