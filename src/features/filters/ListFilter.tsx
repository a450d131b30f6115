import type { Counting, Filters } from '../../model/filters.ts';
import type { Facts, KnownValue } from '../../model/queries/facts.ts';
import { optionsQuery } from '../../model/queries/options.ts';
import { useRows } from '../../queries/useRows.ts';
import { FieldPopover } from '../../ui/FieldPopover.tsx';
import { count } from '../../ui/format.ts';
import { MultiSelectPanel } from '../../ui/laterPanels.tsx';
import { UnavailableField } from '../../ui/UnavailableField.tsx';
import {
  choiceSentence,
  choiceText,
  isServed,
  type ListFilterName,
  listFilterWords,
  offeredCount,
  offeredValues,
  valueLabel,
} from './filtersView.ts';
import { type OnFilters, useEditing } from './useEditing.ts';

interface ListFilterProps {
  readonly filter: ListFilterName;
  readonly filters: Filters;
  readonly counting: Counting;
  readonly facts: Facts;
  readonly values: readonly KnownValue[];
  readonly onChange: OnFilters;
}

/** A field for values of the data: products, countries, states, employees. */
export function ListFilter(props: ListFilterProps) {
  const { filter, filters, facts, values } = props;
  const { label, unavailable } = listFilterWords[filter];
  if (!isServed(filter, facts)) return <UnavailableField label={label} reason={unavailable} />;
  const choice = filters[filter];
  const offered = offeredCount(filter, filters, values);
  return (
    <FieldPopover label={label} value={choiceText(filter, choice, offered)} isSet={choice.values.length > 0}>
      <ListFilterPanel {...props} />
    </FieldPopover>
  );
}

function ListFilterPanel({ filter, filters, counting, values, onChange }: ListFilterProps) {
  const { rows, stale, error } = useRows(optionsQuery(filters, counting, filter));
  const edit = useEditing(onChange);
  const isAbroad = new Set(rows?.map(({ parent }) => parent)).size > 1;
  // Until they are counted, as before the engine is there, values can be chosen all the same.
  const uncounted = offeredValues(filter, filters, values).map((value) => ({
    value,
    label: valueLabel(filter, value),
    detail: undefined,
    count: '…',
    isEmpty: false,
  }));
  const options =
    rows?.map(({ value, parent, sessions }) => ({
      value,
      label: valueLabel(filter, value),
      detail: isAbroad && parent !== null ? parent : undefined,
      count: count(sessions),
      isEmpty: sessions === 0,
    })) ?? uncounted;
  return (
    <MultiSelectPanel
      noun={listFilterWords[filter].many}
      counted="sessions"
      options={options}
      isStale={stale}
      error={error?.message ?? null}
      choice={filters[filter]}
      summary={choiceSentence(filter, filters[filter], offeredCount(filter, filters, values))}
      onChange={(choice) => edit({ ...filters, [filter]: choice })}
    />
  );
}
