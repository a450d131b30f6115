import { useMemo } from 'react';
import type { Counting, Filters } from '../../model/filters.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import { shows } from '../../model/subjects.ts';
import { useRows } from '../../queries/useRows.ts';
import { words } from '../../model/words.ts';
import { JumpTip } from '../../ui/JumpTip.tsx';
import { PanelNotesPlace } from '../../ui/panelNotes.tsx';
import { Defined } from './Defined.tsx';
import styles from '../../ui/headline.module.css';
import { type HeadlinePart, headlineView } from './headlineView.ts';
import { useSettled } from '../../queries/useSettled.ts';

const subjects = shows('sessions', 'steps');

/** The finding as one sentence; every number in it opens its definition. */
export function Headline({ filters, counting }: { filters: Filters; counting: Counting }) {
  const answer = useRows(funnelQuery(filters, counting));
  const { rows, stale, error } = answer;
  const waiting = error === null ? `Counting ${counting.unit} …` : 'The funnel could not be counted.';
  const view = useMemo(
    () => (rows === undefined ? null : headlineView(rows, counting, filters)),
    [rows, counting, filters],
  );
  const parts = useSettled(view, answer) ?? [{ text: waiting }];
  return (
    <h1 className={styles.headline} aria-busy={error === null && (stale || rows === undefined)}>
      {parts.map((part, index) => (
        // The same words can come twice: a piece is known by its place.
        // oxlint-disable-next-line react/no-array-index-key
        <Part key={index} part={part} />
      ))}
      <PanelNotesPlace subjects={subjects} />
    </h1>
  );
}

function Part({ part: { text, word, tone } }: { part: HeadlinePart }) {
  if (word === undefined) return <span data-tone={tone}>{text}</span>;
  // A number leads to the panel it comes from; how it is counted is a word that explains itself.
  return (
    <span data-tone={tone}>
      {/\d/u.test(text) ? (
        <JumpTip panel="funnel" text={words[word].means} className={styles.number}>
          {text}
        </JumpTip>
      ) : (
        <Defined word={word} className={styles.number}>
          {text}
        </Defined>
      )}
    </span>
  );
}
