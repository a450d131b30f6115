import type { QueryClient } from '@tanstack/react-query';
import type { Counting } from '../model/filters.ts';
import { answerKey } from './answerKey.ts';
import { askFirstQuestions } from './firstQuestions.ts';
import type { Answers } from './patientEngine.ts';
import { rowsOptions } from './useRows.ts';

/**
 * Puts what was answered ahead of time where the page looks for it first, so that panels have their rows when they are drawn for
 * the first time. What is not among `answers` is left out; the engine will be asked for it.
 */
export async function enterFirstAnswers(
  client: QueryClient,
  { dataVersion, answers, counting }: { dataVersion: string; answers: Answers; counting: Counting },
): Promise<void> {
  const source = { engine: null, dataVersion };
  try {
    await askFirstQuestions(async (query) => {
      const given = answers.get(await answerKey(query.sql));
      if (given === undefined) throw new NotAnswered();
      const rows = given.map(query.row);
      client.setQueryData(rowsOptions(query, source).queryKey, rows);
      return rows;
    }, counting);
  } catch (error) {
    if (!(error instanceof NotAnswered)) throw error;
  }
}

class NotAnswered extends Error {}
