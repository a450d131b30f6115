import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../ui/Button.tsx';
import { overlayHome } from '../ui/overlayHome.ts';
import styles from './DiscardQuestion.module.css';

interface DiscardQuestionProps {
  readonly onStay: () => void;
  readonly onDiscard: () => void;
}

/** Asks before what a person said about their files is thrown away. */
export function DiscardQuestion({ onStay, onDiscard }: DiscardQuestionProps) {
  return (
    <ModalOverlay
      {...overlayHome()}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onStay();
      }}
      className={styles.overlay ?? ''}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog role="alertdialog" className={styles.dialog ?? ''}>
          <Heading slot="title" level={1} className={styles.title ?? ''}>
            Leave without opening these files?
          </Heading>
          <p>What you said about them is not kept. The files themselves stay where they are.</p>
          <div className={styles.ways}>
            {/* The harmless way is the one under the finger. */}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <Button look="strong" autoFocus onPress={onStay}>
              Go on here
            </Button>
            <Button onPress={onDiscard}>Leave</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
