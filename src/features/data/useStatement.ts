import { useEffect, useState } from 'react';
import { type DataSource, useDataSource } from '../../queries/dataSource.ts';
import { type StatementError, statementError } from '../../queries/statementError.ts';

type Asker = NonNullable<DataSource['engine']>;
export type Answer = Awaited<ReturnType<Asker['ask']>>;

/** A statement with its answer. */
export interface Answered {
  readonly text: string;
  readonly answer: Answer;
}

/** What the console is doing: it waits for an engine that starts again, and tells of the last statement when idle. */
export type StatementPhase =
  | { readonly at: 'idle' }
  | { readonly at: 'waiting' | 'running' | 'cancelled' | 'done'; readonly text: string }
  | { readonly at: 'failed'; readonly text: string; readonly error: StatementError };

export interface Statement {
  readonly phase: StatementPhase;
  /** The last good answer, kept while another statement runs or after it failed. */
  readonly answered: Answered | null;
  readonly run: (text: string) => void;
  readonly cancel: () => void;
}

/** Rows that are fetched and shown at most. */
const mostRows = 10_000;

interface Asked {
  readonly text: string;
  /** Counts the statements, so that what comes late can be told from what is awaited. */
  readonly number: number;
}
interface Outcome {
  readonly number: number;
  readonly phase: StatementPhase;
}

/** Runs one statement at a time; a newer one, or leaving the page, cancels the older one. None is ever run twice by itself. */
export function useStatement(): Statement {
  const { engine } = useDataSource();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const isSettled = asked === null || outcome?.number === asked.number;

  useEffect(() => {
    if (engine === null || asked === null || isSettled) return undefined;
    const { text, number } = asked;
    const own = new AbortController();
    void answerOf(engine, text, own.signal).then((result) => {
      if ('error' in result) {
        const phase: StatementPhase =
          result.error === null ? { at: 'cancelled', text } : { at: 'failed', text, error: result.error };
        setOutcome(settled({ number, phase }));
      } else if (!own.signal.aborted) {
        setAnswered({ text, answer: result.answer });
        setOutcome(settled({ number, phase: { at: 'done', text } }));
      }
      return undefined;
    });
    return () => own.abort();
  }, [engine, asked, isSettled]);

  const last = outcome?.phase ?? { at: 'idle' };
  return {
    phase: isSettled ? last : { at: engine === null ? 'waiting' : 'running', text: asked.text },
    answered,
    run: (text) => setAsked({ text, number: (asked?.number ?? 0) + 1 }),
    cancel: () => {
      if (asked === null) return;
      setOutcome(settled({ number: asked.number, phase: { at: 'cancelled', text: asked.text } }));
    },
  };
}

/** The first outcome of the newest statement stays: what comes later is of an older one, or of one that was cancelled. */
function settled(next: Outcome): (known: Outcome | null) => Outcome {
  return (known) => (known !== null && known.number >= next.number ? known : next);
}

async function answerOf(
  engine: Asker,
  text: string,
  signal: AbortSignal,
): Promise<{ answer: Answer } | { error: StatementError | null }> {
  try {
    return { answer: await engine.ask(text, { mostRows, signal }) };
  } catch (thrown) {
    return { error: statementError(thrown) };
  }
}
