import { Ellipsis, X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from '../../ui/IconButton.tsx';
import { overlayHome } from '../../ui/overlayHome.ts';
import type { PanelSubject } from '../../ui/panelTools.ts';
import styles from './PanelMenu.module.css';
import type { PanelSource } from './panelSource.ts';

interface PanelMenuProps {
  readonly panel: PanelSubject;
  readonly source: PanelSource;
  /** Opens the console with a statement, without running it, or with null where it is written there already; null: there is no console. */
  readonly onConsole: ((sql: string | null) => void) | null;
}

/** Fetched when it is opened for the first time: a page that is only looked at does not need it. */
const PanelSheet = lazy(() =>
  import('./PanelSheet.tsx').then(
    (room) => ({ default: room.PanelSheet }),
    () => ({ default: NotLoaded }),
  ),
);

/** On every panel: how its numbers are counted, the statements behind them, and its files. */
export function PanelMenu({ panel, source, onConsole }: PanelMenuProps) {
  return (
    <DialogTrigger>
      <IconButton look="bare" label={`${panel.title}: how it is counted, and downloads`}>
        <Ellipsis aria-hidden="true" size={16} />
      </IconButton>
      <ModalOverlay {...overlayHome()} className={styles.overlay ?? ''} isDismissable>
        <Modal className={styles.modal ?? ''}>
          <Dialog className={styles.dialog ?? ''}>
            {({ close }) => (
              <>
                <div className={styles.top}>
                  <Heading slot="title" className={styles.title ?? ''}>
                    How this is counted
                  </Heading>
                  <IconButton label="Close" onPress={close}>
                    <X aria-hidden="true" size={16} />
                  </IconButton>
                </div>
                <Suspense fallback={<p aria-busy="true">Loading …</p>}>
                  <PanelSheet
                    panel={panel}
                    source={source}
                    onConsole={
                      onConsole &&
                      ((sql) => {
                        close();
                        onConsole(sql);
                      })
                    }
                  />
                </Suspense>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function NotLoaded() {
  return <p role="alert">This part of the page could not be loaded. Check the connection and load the page again.</p>;
}
