import type { Answer, AskOptions, Engine, Row, RunOptions } from '../engine/engine.ts';
import type { Sql } from '../sql/sql.ts';
import { answerKey } from './answerKey.ts';

/** What panels ask of an engine. */
export type AskedEngine = Pick<Engine, 'run' | 'ask'>;

/** An engine on its way. */
export interface PatientEngine extends AskedEngine {
  /** The real one is there: what waits is asked of it, in the order in which it was asked. */
  readonly arrive: (engine: AskedEngine) => void;
}

/** Rows by `answerKey`, as an engine gave them ahead of time. */
export type Answers = ReadonlyMap<string, readonly Row[]>;

/**
 * Gives what was answered ahead of time at once, and lets every other question wait for the real engine. A question nobody
 * waits for any more is never asked: its signal rejects it with its reason.
 */
export function patientEngine(answers: Answers): PatientEngine {
  let arrive: (engine: AskedEngine) => void = () => undefined;
  const arrival = new Promise<AskedEngine>((resolve) => (arrive = resolve));
  return {
    arrive,
    run: async (query: Sql, options: RunOptions = {}): Promise<readonly Row[]> => {
      const known = answers.get(await answerKey(query));
      if (known !== undefined) return known;
      return (await arrived(arrival, options.signal)).run(query, options);
    },
    ask: async (text: string, options: AskOptions): Promise<Answer> =>
      (await arrived(arrival, options.signal)).ask(text, options),
  };
}

async function arrived(arrival: Promise<AskedEngine>, signal: AbortSignal | undefined): Promise<AskedEngine> {
  if (signal === undefined) return arrival;
  signal.throwIfAborted();
  let withdraw: () => void = () => undefined;
  const withdrawn = new Promise<never>((_, reject) => {
    withdraw = () => reject(new Error('Nobody waits for this answer any more.', { cause: signal.reason }));
    signal.addEventListener('abort', withdraw);
  });
  try {
    return await Promise.race([arrival, withdrawn]);
  } finally {
    signal.removeEventListener('abort', withdraw);
  }
}
