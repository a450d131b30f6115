import styles from './formField.module.css';

interface LineFieldProps {
  readonly label: string;
  readonly value: string;
  readonly longest: number;
  readonly isInvalid?: boolean;
  readonly onChange: (value: string) => void;
}

/** One line of text. */
export function LineField({ label, value, longest, isInvalid = false, onChange }: LineFieldProps) {
  return (
    <label className={styles.stack}>
      <span className={styles.label}>{label}</span>
      <input
        className={styles.box}
        value={value}
        maxLength={longest}
        aria-invalid={isInvalid}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
