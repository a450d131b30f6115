import type { Engine } from '../src/engine/engine.ts';
import { byCountryQuery, byStateQuery } from '../src/model/queries/byPlace.ts';
import { breakdownQuery } from '../src/model/queries/breakdown.ts';
import type { Facts } from '../src/model/queries/facts.ts';
import { funnelQuery } from '../src/model/queries/funnel.ts';
import { trendQuery } from '../src/model/queries/trend.ts';
import { grainFor } from '../src/model/grain.ts';
import type { Query } from '../src/model/query.ts';
import { daysOf } from '../src/model/resolve.ts';
import { type StepId, steps } from '../src/model/steps.ts';
import type { ViewState } from '../src/url/viewState.ts';

/** The charts that are compared, by their names here. */
export const chartIds = ['funnel', 'trend', 'byState', 'byCountry', 'breakdown'] as const;
export type ChartId = (typeof chartIds)[number];

/**
 * What the charts must show: for each row its four counts, page view to package shipped; places begin with their name. The
 * funnel is one row. Rows are in the order of the chart, but those of places sorted by name.
 */
export type Answers = Readonly<Record<ChartId, readonly string[]>>;

type Counts = Readonly<Record<StepId, number>>;

/** The five questions of a state. */
export function questionsOf({ filters, counting, by, grain }: ViewState, facts: Facts) {
  const days = daysOf(filters, facts);
  if (days === null || by === null) throw new Error('A walk goes where there are days, and a breakdown.');
  return {
    funnel: funnelQuery(filters, counting),
    trend: trendQuery(filters, counting, grainFor(days.from, days.to, grain).grain),
    byState: byStateQuery(filters, counting),
    byCountry: byCountryQuery(filters, counting),
    breakdown: breakdownQuery(filters, counting, by),
  };
}

/** The answers of an engine to the five questions, one after the other, and how long they took together. */
export async function answersOf(
  engine: Pick<Engine, 'run'>,
  state: ViewState,
  facts: Facts,
): Promise<{ answers: Answers; milliseconds: number }> {
  const questions = questionsOf(state, facts);
  const start = performance.now();
  const ask = async <R>(query: Query<R>) => (await engine.run(query.sql)).map(query.row);
  const funnel = await ask(questions.funnel);
  const trend = await ask(questions.trend);
  const states = await ask(questions.byState);
  const countries = await ask(questions.byCountry);
  const breakdown = await ask(questions.breakdown);
  const milliseconds = performance.now() - start;
  return {
    milliseconds,
    answers: {
      funnel: [funnel.map(({ count }) => count).join(' ')],
      trend: trend.map(({ counts }) => told(counts)),
      byState: states.map(({ state: name, counts }) => `${name} ${told(counts)}`).sort(),
      byCountry: countries.map(({ country, counts }) => `${country} ${told(counts)}`).sort(),
      breakdown: breakdown.map((part) => part.steps.map(({ count }) => count).join(' ')),
    },
  };
}

function told(counts: Counts): string {
  return steps.map(({ id }) => counts[id]).join(' ');
}

/** Where two answers differ, for the person who has to find out why; null when they do not. */
export function difference(got: Answers, wanted: Answers, which: readonly ChartId[] = chartIds): string | null {
  for (const chart of which) {
    const at = Math.max(got[chart].length, wanted[chart].length);
    for (let row = 0; row < at; row++) {
      if (got[chart][row] !== wanted[chart][row]) {
        return `${chart}, row ${row + 1}: “${got[chart][row] ?? 'nothing'}” instead of “${wanted[chart][row] ?? 'nothing'}”`;
      }
    }
  }
  return null;
}

/** The answers without days on which nothing happened: who groups rows by day has none of them. */
export function withoutEmptyBuckets(answers: Answers): Answers {
  return { ...answers, trend: answers.trend.filter((row) => row !== '0 0 0 0') };
}
