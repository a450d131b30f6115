import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';
import styles from './laterPanels.module.css';

// These editors are a quarter of the code of the first view, and nobody opens one before it is there: they come after it.
// Not in the background: a part that a deployment took away makes the page load again, which only a person’s press may do.
const LaterDateRange = lazy(() => import('./DateRangePanel.tsx').then((room) => ({ default: room.DateRangePanel })));
const LaterMultiSelect = lazy(() =>
  import('./MultiSelectPanel.tsx').then((room) => ({ default: room.MultiSelectPanel })),
);

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
