import { SlidersHorizontal, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import styles from './Sheet.module.css';
import { overlayHome } from './overlayHome.ts';

export interface SheetProps {
  readonly trigger: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A button that opens a page of its own, for controls that have no room on a small screen. */
export function Sheet({ trigger, title, children }: SheetProps) {
  return (
    <DialogTrigger>
      <Button>
        <SlidersHorizontal aria-hidden="true" size={15} />
        {trigger}
      </Button>
      <ModalOverlay {...overlayHome()} className={styles.overlay ?? ''} isDismissable>
        <Modal className={styles.modal ?? ''}>
          <Dialog className={styles.dialog ?? ''}>
            {({ close }) => (
              <>
                <div className={styles.top}>
                  <Heading slot="title" className={styles.title ?? ''}>
                    {title}
                  </Heading>
                  <IconButton label="Close" onPress={close}>
                    <X aria-hidden="true" size={16} />
                  </IconButton>
                </div>
                <div className={styles.content}>{children}</div>
                <Button look="strong" onPress={close}>
                  Done
                </Button>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
