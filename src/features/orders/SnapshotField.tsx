import type { Day } from '../../model/filters.ts';
import type { OrderSnapshotRow } from '../../model/queries/ordersStatus.ts';
import { FieldPopover } from '../../ui/FieldPopover.tsx';
import { day, missing } from '../../ui/format.ts';
import { RadioPanel } from '../../ui/RadioPanel.tsx';

interface SnapshotFieldProps {
  readonly label: string;
  readonly value: Day | null;
  readonly days: readonly OrderSnapshotRow[];
  readonly onChange: (day: Day) => void;
}

/** One of the snapshots, newest first. */
export function SnapshotField({ label, value, days, onChange }: SnapshotFieldProps) {
  const options = days.map((snapshot) => ({ value: snapshot.day, label: day(snapshot.day) })).toReversed();
  return (
    <FieldPopover label={label} value={value === null ? missing : day(value)} look="words">
      <RadioPanel
        label={`Snapshot, ${label.toLowerCase()}`}
        options={options}
        value={value ?? ('' as Day)}
        onChange={onChange}
      />
    </FieldPopover>
  );
}
