import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Button } from './Button.tsx';
import popover from './FieldPopover.module.css';
import styles from './MenuPopover.module.css';
import { overlayHome } from './overlayHome.ts';

export interface MenuPopoverProps {
  readonly label: string;
  readonly icon: ReactNode;
  /** What opens. It exists only while it is open. */
  readonly children: (menu: { readonly close: () => void }) => ReactNode;
}

/** A button of the page’s head that opens something small under it. On a narrow screen only its icon is seen. */
export function MenuPopover({ label, icon, children }: MenuPopoverProps) {
  return (
    <DialogTrigger>
      <Button aria-label={label}>
        {icon}
        <span className={styles.label}>{label}</span>
      </Button>
      <Popover
        {...overlayHome()}
        placement="bottom end"
        offset={6}
        containerPadding={12}
        className={popover.popover ?? ''}
      >
        <Dialog aria-label={label} className={popover.dialog ?? ''}>
          {({ close }) => children({ close })}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
