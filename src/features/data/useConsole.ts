import { examples } from '../../model/examples.ts';
import { useSqlHistory } from '../../state/sqlHistory.ts';
import { longestStatement } from '../../url/parameters.ts';
import type { HistoryMode } from '../../url/useViewState.ts';
import type { ViewState } from '../../url/viewState.ts';
import { type Statement, useStatement } from './useStatement.ts';

export interface ConsoleState extends Omit<Statement, 'run'> {
  readonly text: string;
  /** The text came with the link and nobody has run it here: it is there to be read first. */
  readonly isFromLink: boolean;
  /** Links cannot hold the text. */
  readonly isTooLong: boolean;
  readonly write: (text: string) => void;
  /** Runs what is written, or this text in its place. Only ever called for a press of a person. */
  readonly run: (text?: string) => void;
}

/** What stands in the editor, where it came from, and what became of it. */
export function useConsole(
  linked: string | null,
  onState: (patch: Partial<ViewState>, mode?: HistoryMode) => void,
): ConsoleState {
  const { past, draft, write, remember } = useSqlHistory();
  const statement = useStatement();
  const given = linked ?? examples[0].sql;
  // A draft belongs to the link it was written over: another link brings its own statement.
  const text = draft !== null && draft.over === linked ? draft.text : given;
  return {
    phase: statement.phase,
    answered: statement.answered,
    cancel: statement.cancel,
    text,
    isFromLink: linked !== null && text === linked && !past.includes(linked),
    isTooLong: text.length > longestStatement,
    write: (next) => write({ text: next, over: linked }),
    run: (next = text) => {
      if (next !== text) write({ text: next, over: linked });
      statement.run(next);
      if (next.trim() === '') return;
      remember(next);
      if (next.length <= longestStatement) onState({ sql: next }, 'replace');
    },
  };
}
