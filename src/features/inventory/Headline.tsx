import { useMemo } from 'react';
import type { Choice } from '../../model/filters.ts';
import { stockMeasuresQuery } from '../../model/queries/stockMeasures.ts';
import { stockOutsQuery } from '../../model/queries/stockOuts.ts';
import { spanOf } from '../../model/queries/stockRange.ts';
import type { StockSnapshot } from '../../model/queries/stockSnapshots.ts';
import { shows } from '../../model/subjects.ts';
import { useRows } from '../../queries/useRows.ts';
import { useSettled } from '../../queries/useSettled.ts';
import { PanelNotesPlace } from '../../ui/panelNotes.tsx';
import { Defined } from './Defined.tsx';
import styles from '../../ui/headline.module.css';
import { stockHeadline } from './stockHeadline.ts';

/** The finding as one sentence; its numbers open their definitions. */
export function Headline({ shown, products }: { shown: readonly StockSnapshot[]; products: Choice }) {
  const span = spanOf(shown);
  const measures = useRows(stockMeasuresQuery(span, products));
  const outs = useRows(stockOutsQuery(span, products));
  const error = measures.error ?? outs.error;
  const stale = measures.stale || outs.stale;
  const current = useMemo(
    () =>
      measures.rows === undefined || outs.rows === undefined ? null : stockHeadline(measures.rows, outs.rows, shown),
    [measures.rows, outs.rows, shown],
  );
  const settled = useSettled(current, { stale, error });
  const parts = settled ?? [{ text: error === null ? 'Reading stock …' : 'Stock could not be read.' }];
  return (
    <h1 className={styles.headline} aria-busy={error === null && (stale || settled === null)}>
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
      <PanelNotesPlace subjects={shows('stock')} />
    </h1>
  );
}
