import type { Manifest } from '../ingest/manifest.ts';
import { linkOf } from '../url/useViewState.ts';
import type { ViewState } from '../url/viewState.ts';
import styles from './PrintHead.module.css';

interface PrintHeadProps {
  readonly state: ViewState;
  readonly manifest: Manifest;
  /** What is chosen, in words. */
  readonly selection: string;
}

/** On paper, in place of the controls: which data this is, what is chosen, and where the page can be opened again. */
export function PrintHead({ state, manifest, selection }: PrintHeadProps) {
  return (
    <div className={`print-only ${styles.head}`}>
      <p>
        <b>{manifest.title}</b>, data version {manifest.dataVersion.slice(0, 8)} · {selection}
      </p>
      <p className={styles.link}>{linkOf({ ...state, check: null })}</p>
    </div>
  );
}
