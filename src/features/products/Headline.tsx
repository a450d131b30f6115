import type { Alikeness } from '../../model/productTests.ts';
import { shows } from '../../model/subjects.ts';
import { PanelNotesPlace } from '../../ui/panelNotes.tsx';
import { Defined } from './Defined.tsx';
import styles from './Headline.module.css';
import { type HeadlinePart, headlineView, testNote } from './headlineView.ts';

interface HeadlineProps {
  readonly test: Alikeness | null;
  /** Products listed; null until they are there. */
  readonly products: number | null;
  readonly stale: boolean;
  readonly error: Error | null;
}

/** Whether the ranking of the products tells anything. */
export function Headline({ test, products, stale, error }: HeadlineProps) {
  const waiting = error === null ? 'Counting products …' : 'The products could not be counted.';
  const parts: readonly HeadlinePart[] = products === null ? [{ text: waiting }] : headlineView(test, products);
  const note = products === null ? null : testNote(test, products - (test?.verdicts.length ?? 0));
  return (
    <div className={styles.finding} aria-busy={error === null && (stale || products === null)}>
      <h1 className={styles.headline}>
        {parts.map(({ text, word, tone }, index) => (
          // The same words can come twice: a piece is known by its place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} data-tone={tone}>
            {word === undefined ? (
              text
            ) : (
              <Defined word={word} className={styles.number}>
                {text}
              </Defined>
            )}
          </span>
        ))}
        <PanelNotesPlace subjects={shows('sessions', 'steps', 'products')} />
      </h1>
      {note !== null && <p className={styles.note}>{note}</p>}
    </div>
  );
}
