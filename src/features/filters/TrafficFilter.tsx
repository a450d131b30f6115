import type { Counting, Filters, Traffic } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { optionsQuery } from '../../model/queries/options.ts';
import { words } from '../../model/words.ts';
import { useRows } from '../../queries/useRows.ts';
import { FieldPopover } from '../../ui/FieldPopover.tsx';
import { count } from '../../ui/format.ts';
import { RadioPanel } from '../../ui/RadioPanel.tsx';
import { UnavailableField } from '../../ui/UnavailableField.tsx';
import styles from './TrafficFilter.module.css';
import { trafficWords } from './filtersView.ts';
import { type OnFilters, useEditing } from './useEditing.ts';

interface TrafficFilterProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly facts: Facts;
  readonly onChange: OnFilters;
}

/** The field for the sessions of burst users: in, out, or alone. */
export function TrafficFilter(props: TrafficFilterProps) {
  const { traffic } = props.filters;
  if (!props.facts.hasUsers) {
    return (
      <UnavailableField
        label="Traffic"
        reason="This dataset does not say whose a session is, so burst users are not known."
      />
    );
  }
  return (
    <FieldPopover label="Traffic" value={trafficWords[traffic]} isSet={traffic !== 'all'}>
      <TrafficPanel {...props} />
    </FieldPopover>
  );
}

const offered: readonly { readonly value: Traffic; readonly label: string }[] = [
  { value: 'all', label: 'All sessions' },
  { value: 'without-burst', label: 'Without burst users' },
  { value: 'burst', label: 'Burst users only' },
];

function TrafficPanel({ filters, counting, onChange }: TrafficFilterProps) {
  const { rows } = useRows(optionsQuery(filters, counting, 'traffic'));
  const edit = useEditing(onChange);
  const sessionsOf = (value: Traffic) => rows?.find((row) => row.value === value)?.sessions;
  const options = offered.map(({ value, label }) => {
    const sessions = sessionsOf(value);
    return { value, label, count: sessions === undefined ? undefined : count(sessions) };
  });
  return (
    <>
      <RadioPanel
        label="Traffic"
        options={options}
        value={filters.traffic}
        onChange={(traffic) => edit({ ...filters, traffic })}
      />
      <p className={styles.means}>
        {words.burst.label}: {words.burst.means}
      </p>
    </>
  );
}
