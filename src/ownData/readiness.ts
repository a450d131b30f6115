import type { FilePlan, OpenQuestion } from '../ingest/own/plan.ts';
import { smallNumber } from '../ui/format.ts';

/** What decides whether the files can be opened. */
export interface Readiness {
  readonly paths: readonly string[];
  /** Files still being looked at. */
  readonly waiting: number;
  /** Of the files that can be used. */
  readonly plans: readonly FilePlan[];
  readonly questions: readonly OpenQuestion[];
  /** Files that a trial could not read as planned. */
  readonly unreadable: readonly string[];
  readonly title: string;
  readonly currency: string | null;
}

/** Why the dashboard cannot be shown yet, in one sentence; null: it can. */
export function notReady(from: Readiness): string | null {
  const used = from.plans.filter(({ table }) => table !== null);
  const needed = from.questions.filter((question) => question.needed).length;
  if (from.paths.length === 0) return 'Choose files first.';
  if (from.waiting > 0) return 'The files are still being looked at.';
  if (from.plans.length === 0) return 'None of these files can be used.';
  if (used.length === 0) return 'Every file is left out: say what at least one of them is.';
  if (!used.some(({ table }) => table === 'events')) return 'One of the files has to be the events.';
  if (needed > 0)
    return `${needed === 1 ? 'One answer is' : `${capital(smallNumber(needed))} answers are`} needed first.`;
  const [unreadable] = from.unreadable;
  if (unreadable !== undefined) return `${unreadable} cannot be read like this: correct it or leave it out.`;
  if (from.title.trim() === '') return 'Give the data a title.';
  if (from.currency === null) return 'Say which currency the amounts are in.';
  return null;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
