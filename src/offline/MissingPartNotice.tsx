import { useSyncExternalStore } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { loadAfresh, missingPart, onMissingPart } from './staleChunk.ts';

/** The state of the page’s parts, for whoever would otherwise call a missing one a fault; null while none is missing. */
export function useMissingPart() {
  return useSyncExternalStore(onMissingPart, missingPart);
}

/** Says that a part of the page did not come, and what helps; null while none is missing. */
export function MissingPartNotice() {
  const part = useMissingPart();
  if (part === null) return null;
  if (part === 'reloading') return <Notice tone="note">Loading the newest version of this page …</Notice>;
  return (
    <Notice
      tone="loss"
      action={
        <Button look="strong" onPress={() => void loadAfresh()}>
          Load the page afresh
        </Button>
      }
    >
      A part of this page could not be loaded. The site was changed, or the connection failed. Your filters and the link
      are as they were.
    </Notice>
  );
}
