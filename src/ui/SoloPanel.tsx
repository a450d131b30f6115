import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './SoloPanel.module.css';

/** The panel that is shown alone, and where. */
interface Solo {
  readonly slug: string;
  readonly home: HTMLElement | null;
}

const SoloContext = createContext<Solo | null>(null);

interface SoloPanelProps {
  /** Of the one panel that is shown. */
  readonly slug: string;
  /** Said while there is no such panel. */
  readonly missing: string;
  readonly children: ReactNode;
}

/** Shows one panel of everything inside, and nothing else of it. */
export function SoloPanel({ slug, missing, children }: SoloPanelProps) {
  const [home, setHome] = useState<HTMLElement | null>(null);
  const solo = useMemo(() => ({ slug, home }), [slug, home]);
  return (
    <SoloContext.Provider value={solo}>
      <div ref={setHome} className={styles.home} />
      <p className={styles.missing}>{missing}</p>
      <div hidden>{children}</div>
    </SoloContext.Provider>
  );
}

/** The place of a panel: where it stands, or where the one that is shown alone does. */
export function PanelPlace({ slug, children }: { slug: string; children: ReactNode }) {
  const solo = useContext(SoloContext);
  if (solo === null || solo.slug !== slug || solo.home === null) return children;
  return createPortal(children, solo.home);
}
