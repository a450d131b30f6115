import type { ReactNode } from 'react';
import { type WordId, words } from '../../model/words.ts';
import { Tip } from '../../ui/Tip.tsx';

/** Words that open their definition. */
export function Defined({
  word,
  className,
  children,
}: {
  word: WordId;
  className?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <Tip text={words[word].means} className={className}>
      {children ?? words[word].label}
    </Tip>
  );
}
