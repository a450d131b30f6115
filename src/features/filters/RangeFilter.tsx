import type { Day, Filters } from '../../model/filters.ts';
import { parseDay } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { FieldPopover } from '../../ui/FieldPopover.tsx';
import { DateRangePanel } from '../../ui/laterPanels.tsx';
import { UnavailableField } from '../../ui/UnavailableField.tsx';
import { rangeText } from './filtersView.ts';
import { rangePresets } from './rangePresets.ts';
import { type OnFilters, useEditing } from './useEditing.ts';

interface RangeFilterProps {
  readonly filters: Filters;
  readonly facts: Facts;
  readonly onChange: OnFilters;
}

/** The field for the days on which sessions start. */
export function RangeFilter({ filters, facts, onChange }: RangeFilterProps) {
  const label = 'Sessions started';
  const { firstDay, lastDay } = facts;
  if (firstDay === null || lastDay === null) {
    return <UnavailableField label={label} reason="This dataset has no session with a day." />;
  }
  return (
    <FieldPopover label={label} value={rangeText(filters, facts)} isSet={filters.from !== null || filters.to !== null}>
      <RangeFilterPanel filters={filters} first={firstDay} last={lastDay} onChange={onChange} />
    </FieldPopover>
  );
}

interface RangeFilterPanelProps {
  readonly filters: Filters;
  readonly first: Day;
  readonly last: Day;
  readonly onChange: OnFilters;
}

function RangeFilterPanel({ filters, first, last, onChange }: RangeFilterPanelProps) {
  const edit = useEditing(onChange);
  return (
    <DateRangePanel
      value={filters}
      first={first}
      last={last}
      presets={rangePresets(first, last)}
      onChange={({ from, to }) => edit({ ...filters, from: parseDay(from ?? ''), to: parseDay(to ?? '') })}
    />
  );
}
