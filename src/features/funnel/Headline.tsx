import type { Counting, Filters } from '../../model/filters.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import { useRows } from '../../queries/useRows.ts';
import { Defined } from './Defined.tsx';
import styles from './Headline.module.css';
import { type HeadlinePart, headlineView } from './headlineView.ts';

/** The finding as one sentence; every number in it opens its definition. */
export function Headline({ filters, counting }: { filters: Filters; counting: Counting }) {
  const { rows, stale, error } = useRows(funnelQuery(filters, counting));
  const waiting = error === null ? `Counting ${counting.unit} …` : 'The funnel could not be counted.';
  const parts = rows === undefined ? [{ text: waiting }] : headlineView(rows, counting, filters);
  return (
    <h1 className={styles.headline} aria-busy={error === null && (stale || rows === undefined)}>
      {parts.map((part, index) => (
        // The same words can come twice: a piece is known by its place.
        // oxlint-disable-next-line react/no-array-index-key
        <Part key={index} part={part} />
      ))}
    </h1>
  );
}

function Part({ part: { text, word, tone } }: { part: HeadlinePart }) {
  if (word === undefined) return <span data-tone={tone}>{text}</span>;
  return (
    <span data-tone={tone}>
      <Defined word={word} className={styles.number}>
        {text}
      </Defined>
    </span>
  );
}
