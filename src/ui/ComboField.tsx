import { ChevronDown } from 'lucide-react';
import {
  Button as AriaButton,
  ComboBox,
  Group,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';
import popover from './FieldPopover.module.css';
import styles from './formField.module.css';
import { overlayHome } from './overlayHome.ts';

export interface ComboOption {
  readonly id: string;
  readonly label: string;
}

interface ComboFieldProps {
  readonly label: string;
  readonly options: readonly ComboOption[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly isAsking?: boolean;
  readonly isDisabled?: boolean;
}

/** One of very many, found by typing a part of its name. What is typed and is none of them is not taken. */
export function ComboField(props: ComboFieldProps) {
  const { label, options, value, onChange, isAsking = false, isDisabled = false } = props;
  return (
    <ComboBox
      className={styles.field ?? ''}
      defaultItems={options}
      value={value}
      isDisabled={isDisabled}
      menuTrigger="input"
      allowsEmptyCollection
      onChange={(key) => {
        if (key !== null && key !== value) onChange(String(key));
      }}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Group className={styles.combo ?? ''}>
        <Input
          className={styles.box ?? ''}
          data-asking={isAsking || undefined}
          // The whole name would have to be deleted before another could be typed.
          onFocus={(event) => event.target.select()}
        />
        <AriaButton className={styles.open ?? ''}>
          <ChevronDown aria-hidden="true" size={15} />
        </AriaButton>
      </Group>
      <Popover {...overlayHome()} offset={4} className={popover.popover ?? ''}>
        <ListBox<ComboOption>
          className={styles.list ?? ''}
          renderEmptyState={() => <p className={styles.nothing}>Nothing is called so.</p>}
        >
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={styles.option ?? ''}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
