import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import styles from './FieldPopover.module.css';
import { overlayHome } from './overlayHome.ts';

export interface FieldPopoverProps {
  readonly label: string;
  /** What is chosen now. */
  readonly value: string;
  /** Something other than the default is chosen. */
  readonly isSet?: boolean;
  /** `field` is a box of its own, `words` a line of text that can be changed. */
  readonly look?: 'field' | 'words';
  /** The editor. It exists only while the popover is open. */
  readonly children: ReactNode;
}

/** A field that shows its value and opens its editor under it. */
export function FieldPopover({ label, value, isSet = false, look = 'field', children }: FieldPopoverProps) {
  return (
    <DialogTrigger>
      <AriaButton className={styles[look] ?? ''} data-set={isSet || undefined}>
        <span className={styles.label}>{label}</span> <span className={styles.value}>{value}</span>
        <ChevronDown aria-hidden="true" className={styles.arrow} size={15} />
      </AriaButton>
      <Popover
        {...overlayHome()}
        placement="bottom start"
        offset={6}
        containerPadding={12}
        className={styles.popover ?? ''}
      >
        <Dialog aria-label={label} className={styles.dialog ?? ''}>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
