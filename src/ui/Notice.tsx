import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './IconButton.tsx';
import styles from './Notice.module.css';

export interface NoticeProps {
  readonly tone: 'note' | 'loss';
  readonly children: ReactNode;
  /** What can be done about it, beside the text. */
  readonly action?: ReactNode;
  readonly onDismiss?: () => void;
}

/** A line the reader should not miss. It is read out when it appears. */
export function Notice({ tone, children, action, onDismiss }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'loss' ? 'alert' : 'status'}>
      <div className={styles.text}>{children}</div>
      {action}
      {onDismiss !== undefined && (
        <IconButton look="bare" label="Dismiss" onPress={onDismiss}>
          <X aria-hidden="true" size={15} />
        </IconButton>
      )}
    </div>
  );
}
