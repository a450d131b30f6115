import { useState, useSyncExternalStore } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './UpdateNotice.module.css';
import { newVersion, onNewVersion } from './newVersion.ts';

/** Offers a new version of the page when one is ready; “Later” leaves everything as it is until the next visit. */
export function UpdateNotice() {
  const takeOver = useSyncExternalStore(onNewVersion, newVersion);
  const [isLater, setLater] = useState(false);
  if (takeOver === null || isLater) return null;
  return (
    <Notice
      tone="note"
      action={
        <span className={styles.ways}>
          <Button look="strong" onPress={takeOver}>
            Reload
          </Button>
          <Button look="text" onPress={() => setLater(true)}>
            Later
          </Button>
        </span>
      }
    >
      A new version of this page is ready.
    </Notice>
  );
}
