import { Search, X } from 'lucide-react';
import { Button as AriaButton, Input, SearchField } from 'react-aria-components';
import styles from './FindField.module.css';

export interface FindFieldProps {
  /** What is searched: “Find a product”. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A small search beside what it searches. */
export function FindField({ label, value, onChange }: FindFieldProps) {
  return (
    <SearchField aria-label={label} value={value} onChange={onChange} className={styles.field ?? ''}>
      <Search aria-hidden="true" size={14} />
      <Input className={styles.input ?? ''} placeholder={label} />
      <AriaButton className={styles.clear ?? ''} aria-label="Clear the search">
        <X aria-hidden="true" size={13} />
      </AriaButton>
    </SearchField>
  );
}
