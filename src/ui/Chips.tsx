import { X } from 'lucide-react';
import { Button as AriaButton, Tag, TagGroup, TagList } from 'react-aria-components';
import styles from './Chips.module.css';

export interface Chip<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly value: string;
  /** All of it, where `value` says it in short. */
  readonly title?: string;
}

export interface ChipsProps<T extends string> {
  readonly label: string;
  readonly chips: readonly Chip<T>[];
  readonly onRemove: (id: T) => void;
}

/** What is set, each with a button (or Delete) that takes it away. */
export function Chips<T extends string>({ label, chips, onRemove }: ChipsProps<T>) {
  return (
    <TagGroup
      aria-label={label}
      className={styles.group ?? ''}
      onRemove={(keys) => chips.filter(({ id }) => keys.has(id)).forEach(({ id }) => onRemove(id))}
    >
      <TagList className={styles.list ?? ''}>
        {chips.map((chip) => (
          <Tag key={chip.id} id={chip.id} textValue={`${chip.label} ${chip.value}`} className={styles.chip ?? ''}>
            <span className={styles.text} title={chip.title ?? chip.value}>
              <span className={styles.label}>{chip.label}</span> {chip.value}
            </span>
            <AriaButton slot="remove" className={styles.remove ?? ''}>
              <X aria-hidden="true" size={13} />
            </AriaButton>
          </Tag>
        ))}
      </TagList>
    </TagGroup>
  );
}
