import { Radio, RadioGroup } from 'react-aria-components';
import styles from './RadioPanel.module.css';

export interface RadioOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** What choosing it means. */
  readonly means?: string;
  readonly count?: string | undefined;
}

export interface RadioPanelProps<T extends string> {
  readonly label: string;
  readonly options: readonly RadioOption<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of a few, each with what it means. */
export function RadioPanel<T extends string>({ label, options, value, onChange }: RadioPanelProps<T>) {
  return (
    <RadioGroup
      aria-label={label}
      className={styles.group ?? ''}
      value={value}
      onChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <Radio key={option.value} value={option.value} className={styles.option ?? ''}>
          <span className={styles.dot} />
          <span className={styles.text}>
            <span className={styles.name}>{option.label}</span>
            {option.means !== undefined && <span className={styles.means}>{option.means}</span>}
          </span>
          {option.count !== undefined && <span className={styles.count}>{option.count}</span>}
        </Radio>
      ))}
    </RadioGroup>
  );
}
