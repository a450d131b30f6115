import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import type { Engine, Row } from '../engine/engine.ts';
import { type Filters, noFilters } from '../model/filters.ts';
import { plantedFacts } from '../testing/plantedShop.ts';
import { localQueryClient } from './client.ts';
import { DataSourceProvider } from './dataSource.ts';
import { useDrivers } from './useDrivers.ts';

const counting = { reading: 'reached', base: 'first', unit: 'sessions' } as const;
const nothingStandsOut: Row = {
  all_sessions: 361,
  all_lost: 26,
  tested: 358,
  dimension: null,
  value: null,
  other_dimension: null,
  other_value: null,
};

/** An engine that keeps every question until it is answered here. */
function slowEngine() {
  const asked: { readonly signal: AbortSignal | undefined; readonly answer: (rows: readonly Row[]) => void }[] = [];
  const run: Engine['run'] = (_, options) =>
    new Promise((answer) => {
      asked.push({ signal: options?.signal, answer });
    });
  const ask: Engine['ask'] = () => Promise.reject(new Error('Nobody wrote a statement.'));
  return { asked, run, ask };
}

function rendered(engine: Pick<Engine, 'run' | 'ask'>, other: Promise<string>) {
  const client = localQueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <DataSourceProvider value={{ engine, dataVersion: 'v1' }}>{children}</DataSourceProvider>
    </QueryClientProvider>
  );
  return renderHook(
    ({ filters }: { filters: Filters }) => {
      const drivers = useDrivers(filters, counting, 'package_shipped', plantedFacts);
      useQuery({ queryKey: ['another panel', filters], queryFn: () => other });
      return drivers;
    },
    { wrapper, initialProps: { filters: noFilters } },
  );
}

it('asks only when no other panel does', async () => {
  const engine = slowEngine();
  let answerOther = (_: string) => {};
  const other = new Promise<string>((resolve) => {
    answerOther = resolve;
  });
  const { result } = rendered(engine, other);
  // Longer than it waits before it looks whether others ask.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(engine.asked).toHaveLength(0);
  answerOther('answered');
  await waitFor(() => expect(engine.asked).toHaveLength(1));
  engine.asked[0]?.answer([nothingStandsOut]);
  await waitFor(() => expect(result.current.search).toEqual({ sessions: 361, lost: 26, tested: 358, drivers: [] }));
});

it('drops the search for a newer one, and keeps the old answer as stale until that one is there', async () => {
  const engine = slowEngine();
  const { result, rerender } = rendered(engine, Promise.resolve('answered'));
  await waitFor(() => expect(engine.asked).toHaveLength(1));
  engine.asked[0]?.answer([nothingStandsOut]);
  await waitFor(() => expect(result.current.search?.lost).toBe(26));

  rerender({ filters: { ...noFilters, traffic: 'burst' } });
  await waitFor(() => expect(engine.asked).toHaveLength(2));
  rerender({ filters: { ...noFilters, traffic: 'without-burst' } });
  await waitFor(() => expect(engine.asked).toHaveLength(3));
  expect(engine.asked.map(({ signal }) => signal?.aborted)).toEqual([false, true, false]);
  expect([result.current.stale, result.current.search?.lost]).toEqual([true, 26]);
  engine.asked[2]?.answer([{ ...nothingStandsOut, all_lost: 20 }]);
  await waitFor(() => expect([result.current.stale, result.current.search?.lost]).toEqual([false, 20]));
});
