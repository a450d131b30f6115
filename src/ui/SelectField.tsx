import { useId } from 'react';
import styles from './formField.module.css';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps {
  readonly label: string;
  /** The label is read out and not drawn, because what stands beside it says it. */
  readonly isLabelHidden?: boolean;
  readonly options: readonly SelectOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The field is open for an answer. */
  readonly isAsking?: boolean;
  /** Said beneath the field, and read out with it. */
  readonly hint?: string | undefined;
}

/** One of several, in the system’s own list: it takes any number of options on any device. */
export function SelectField(props: SelectFieldProps) {
  const { label, isLabelHidden = false, options, value, onChange, isAsking = false, hint } = props;
  const hintId = useId();
  return (
    <div className={styles.field}>
      <label className={styles.stack}>
        <span className={isLabelHidden ? 'visually-hidden' : styles.label}>{label}</span>
        <select
          className={styles.box}
          value={value}
          data-asking={isAsking || undefined}
          aria-describedby={hint === undefined ? undefined : hintId}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </label>
      {hint !== undefined && (
        <p id={hintId} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
