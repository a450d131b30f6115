import { Minus, Plus } from 'lucide-react';
import { Button as AriaButton, Group, I18nProvider, Input, NumberField } from 'react-aria-components';
import styles from './CountField.module.css';

export interface CountFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

/** A whole number, typed or stepped. */
export function CountField({ label, value, least, most, onChange }: CountFieldProps) {
  return (
    <I18nProvider locale="en-US">
      <NumberField
        aria-label={label}
        value={value}
        minValue={least}
        maxValue={most}
        step={1}
        onChange={(next) => {
          if (Number.isInteger(next) && next !== value) onChange(next);
        }}
      >
        <Group className={styles.group ?? ''}>
          <AriaButton slot="decrement" className={styles.step ?? ''}>
            <Minus aria-hidden="true" size={13} />
          </AriaButton>
          <Input className={styles.input ?? ''} />
          <AriaButton slot="increment" className={styles.step ?? ''}>
            <Plus aria-hidden="true" size={13} />
          </AriaButton>
        </Group>
      </NumberField>
    </I18nProvider>
  );
}
