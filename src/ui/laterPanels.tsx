import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';
import styles from './laterPanels.module.css';

// These editors are a quarter of the code of the first view, and nobody opens one before it is there: they come after it.
const dateRange = () => import('./DateRangePanel.tsx').then((room) => ({ default: room.DateRangePanel }));
const multiSelect = () => import('./MultiSelectPanel.tsx').then((room) => ({ default: room.MultiSelectPanel }));

const LaterDateRange = lazy(dateRange);
const LaterMultiSelect = lazy(multiSelect);

/** Fetches the editors, so that the first one opened is there at once. A failure is told when one is opened: never rejects. */
export async function fetchLaterPanels(): Promise<void> {
  await Promise.allSettled([dateRange(), multiSelect()]);
}

/** `DateRangePanel`, fetched when it is first drawn. */
export function DateRangePanel(props: ComponentProps<typeof LaterDateRange>) {
  return (
    <Later>
      <LaterDateRange {...props} />
    </Later>
  );
}

/** `MultiSelectPanel`, fetched when it is first drawn. */
export function MultiSelectPanel(props: ComponentProps<typeof LaterMultiSelect>) {
  return (
    <Later>
      <LaterMultiSelect {...props} />
    </Later>
  );
}

function Later({ children }: { children: ReactNode }) {
  return (
    <Suspense
      fallback={
        <p className={styles.waiting} aria-busy="true">
          Loading …
        </p>
      }
    >
      {children}
    </Suspense>
  );
}
