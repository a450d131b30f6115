import type { StockRange } from '../../model/queries/stockRange.ts';
import type { StockSnapshot } from '../../model/queries/stockSnapshots.ts';
import { type Day, parseDay } from '../../model/filters.ts';
import type { SnapshotsState } from '../../url/viewState.ts';
import { Button } from '../../ui/Button.tsx';
import { FieldPopover } from '../../ui/FieldPopover.tsx';
import { day, dayRange } from '../../ui/format.ts';
import styles from './SnapshotFields.module.css';
import { snapshotLabels } from './wording.ts';

interface SnapshotFieldsProps {
  readonly all: readonly StockSnapshot[];
  readonly range: StockRange;
  readonly asked: SnapshotsState;
  readonly onChange: (asked: SnapshotsState) => void;
}

/** Which snapshots are shown, and which two are compared. */
export function SnapshotFields({ all, range, asked, onChange }: SnapshotFieldsProps) {
  const { shown, a, b } = range;
  const from = shown[0] ?? b;
  const to = shown.at(-1) ?? b;
  const days = [...new Set(all.map(({ day: iso }) => iso))];
  const [aLabel, bLabel] = snapshotLabels(a === null ? [b, b] : [a, b]);
  const isRanged = asked.snapshotFrom !== null || asked.snapshotTo !== null;
  const isCompared = asked.snapshotA !== null || asked.snapshotB !== null;
  return (
    <div className={styles.fields} role="group" aria-label="Snapshots of stock">
      <FieldPopover label="Snapshots" value={dayRange(from.day, to.day)} isSet={isRanged}>
        <div className={styles.panel}>
          <SnapshotSelect
            label="First snapshot"
            days={days}
            value={from.day}
            onChange={(snapshotFrom) => onChange({ ...asked, snapshotFrom })}
          />
          <SnapshotSelect
            label="Last snapshot"
            days={days}
            value={to.day}
            onChange={(snapshotTo) => onChange({ ...asked, snapshotTo })}
          />
          <Button isDisabled={!isRanged} onPress={() => onChange({ ...asked, snapshotFrom: null, snapshotTo: null })}>
            All {all.length} snapshots
          </Button>
        </div>
      </FieldPopover>
      {a !== null && (
        <FieldPopover label="Compare A → B" value={`${aLabel} → ${bLabel}`} isSet={isCompared}>
          <div className={styles.panel}>
            <SnapshotSelect
              label="Snapshot A"
              days={days}
              value={a.day}
              onChange={(snapshotA) => onChange({ ...asked, snapshotA })}
            />
            <SnapshotSelect
              label="Snapshot B"
              days={days}
              value={b.day}
              onChange={(snapshotB) => onChange({ ...asked, snapshotB })}
            />
            <Button isDisabled={!isCompared} onPress={() => onChange({ ...asked, snapshotA: null, snapshotB: null })}>
              The last two
            </Button>
          </div>
        </FieldPopover>
      )}
    </div>
  );
}

interface SnapshotSelectProps {
  readonly label: string;
  readonly days: readonly Day[];
  readonly value: Day;
  readonly onChange: (day: Day) => void;
}

function SnapshotSelect({ label, days, value, onChange }: SnapshotSelectProps) {
  return (
    <label className={styles.select}>
      {label}
      <select
        value={value}
        onChange={({ target }) => {
          const chosen = parseDay(target.value);
          if (chosen !== null) onChange(chosen);
        }}
      >
        {days.map((iso) => (
          <option key={iso} value={iso}>
            {day(iso)}
          </option>
        ))}
      </select>
    </label>
  );
}
