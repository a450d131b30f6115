import { type CSSProperties, type ReactNode, useId, useRef, useState } from 'react';
import { RetryButton } from '../ui/RetryButton.tsx';
import { panelId, panelName } from '../ui/panelName.ts';
import { PanelNotesPlace } from '../ui/panelNotes.tsx';
import { PanelToolsPlace, type Proof } from '../ui/panelTools.ts';
import { PanelPlace } from '../ui/SoloPanel.tsx';
import styles from './ChartFrame.module.css';
import { type Numbers, NumbersTable } from './NumbersTable.tsx';

interface ChartFrameProps {
  readonly title: string;
  /** What links and files call it, where the title changes with what is chosen; else the title does. */
  readonly name?: string;
  /** What is counted, and out of what. */
  readonly subtitle: ReactNode;
  /** What the numbers are about: what is to be known of them stands beside the title. */
  readonly subjects: readonly string[];
  /** Small controls before “Show table”. */
  readonly tools?: ReactNode;
  /** The numbers of the picture; null until the first ones are there; `drawn` where the picture is a table of them itself. */
  readonly numbers: Numbers | 'drawn' | null;
  /** The numbers answer an older question than the one on the page. */
  readonly stale: boolean;
  /** Some numbers are still being counted; those that are there answer the question on the page. */
  readonly unfinished?: boolean;
  readonly error: { readonly sentence: string; readonly onRetry: () => void } | null;
  /** Said instead of the picture when there is nothing to draw. */
  readonly empty: string | null;
  /** Where the numbers come from: for the tools that every panel has. */
  readonly proof?: Proof | undefined;
  /** Said beneath the picture. */
  readonly note?: string | null;
  /** CSS pixels kept free for the picture, so that nothing moves when it comes. */
  readonly height: number;
  readonly children: ReactNode;
}

/** A panel: a figure named by its title, the picture, and the same numbers as a table that is always in the page. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, name = panelName(title), subtitle, subjects, tools, numbers, stale, error, empty, proof } = props;
  const { note = null, unfinished = false, height, children } = props;
  const figure = useRef<HTMLElement>(null);
  const titleId = useId();
  const [tableShown, showTable] = useState(false);
  const loading = numbers === null && error === null;

  return (
    <PanelPlace slug={name}>
      <figure
        ref={figure}
        className={styles.frame}
        aria-labelledby={titleId}
        aria-busy={loading || ((stale || unfinished) && error === null)}
        data-unfinished={unfinished && !loading && !stale ? '' : undefined}
        style={{ '--picture': `${height}px` } as CSSProperties}
      >
        <figcaption className={styles.head}>
          <h2 id={panelId(name)} tabIndex={-1}>
            <span id={titleId}>{title}</span>
          </h2>
          <PanelNotesPlace subjects={subjects} />
          <span className={styles.subtitle}>{subtitle}</span>
          <div className={styles.tools} data-export="skip">
            {tools}
            {numbers !== null && numbers !== 'drawn' && (
              <button
                type="button"
                className={styles.tool}
                aria-pressed={tableShown}
                onClick={() => showTable(!tableShown)}
              >
                Show table
              </button>
            )}
            {proof !== undefined && <PanelToolsPlace name={name} title={title} proof={proof} figure={figure} />}
          </div>
        </figcaption>
        {error !== null && (
          <div className={styles.error} role="alert">
            <p>{error.sentence}</p>
            <RetryButton onRetry={error.onRetry} />
          </div>
        )}
        <div className={styles.body} data-dimmed={stale || error !== null}>
          {loading && <div className={styles.skeleton} />}
          {numbers !== null && (
            <>
              {!tableShown && (empty === null ? children : <p className={styles.empty}>{empty}</p>)}
              {!tableShown && empty === null && note !== null && <p className={styles.note}>{note}</p>}
              {numbers !== 'drawn' && <FrameTable title={title} numbers={numbers} shown={tableShown} />}
            </>
          )}
        </div>
      </figure>
    </PanelPlace>
  );
}

/** Read by screen readers and programs at any time, by everybody once it is shown; then it scrolls inside the panel. */
function FrameTable({ title, numbers, shown }: { title: string; numbers: Numbers; shown: boolean }) {
  if (!shown) {
    return (
      <div className={styles.unseen}>
        <NumbersTable caption={title} numbers={numbers} />
      </div>
    );
  }
  return (
    // What scrolls has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.table} role="group" aria-label={`${title}, table`} tabIndex={0}>
      <NumbersTable caption={title} numbers={numbers} />
    </div>
  );
}
