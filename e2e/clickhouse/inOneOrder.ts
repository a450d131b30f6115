import type { Row } from '../../src/engine/engine.ts';

/** Questions whose rows come in no order: nobody reads them in one. */
const unordered: ReadonlySet<string> = new Set(['options of traffic', 'the same sessions by other names']);

/** The rows of a question as they came, or in an order of ours where the question has none. */
export function inOneOrder(question: string, rows: readonly Row[]): readonly Row[] {
  if (!unordered.has(question)) return rows;
  return rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
