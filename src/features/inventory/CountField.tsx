import { useState } from 'react';
import styles from './panels.module.css';

interface CountFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** As in links. */
const most = 500;

/** A whole number from 1 to 500, taken as soon as it is one. */
export function CountField({ label, value, onChange }: CountFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <label className={styles.count}>
      {label}
      <input
        type="number"
        min={1}
        max={most}
        step={1}
        value={draft ?? String(value)}
        onChange={({ target }) => {
          const typed = Number(target.value);
          const isCount = Number.isInteger(typed) && typed >= 1 && typed <= most;
          setDraft(isCount ? null : target.value);
          if (isCount) onChange(typed);
        }}
        onBlur={() => setDraft(null)}
      />
    </label>
  );
}
