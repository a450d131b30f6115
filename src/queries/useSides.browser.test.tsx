import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Query } from '../model/query.ts';
import { type Scalar, type Sql, sql } from '../sql/sql.ts';
import { localQueryClient } from './client.ts';
import { DataSourceProvider } from './dataSource.ts';
import { useSides } from './useSides.ts';

const row = (raw: Readonly<Record<string, Scalar>>) => raw['n'];
const here: Query<Scalar | undefined> = { name: 'here', sql: sql`select 1 as n`, row };
const there: Query<Scalar | undefined> = { name: 'there', sql: sql`select 2 as n`, row };
const elsewhere: Query<Scalar | undefined> = { name: 'elsewhere', sql: sql`select 3 as n`, row };

type Answer = { readonly resolve: (rows: Record<string, Scalar>[]) => void; readonly reject: (error: Error) => void };
/** Questions that wait, by their text; the test answers them. */
let waiting: Map<string, Answer>;

function run(query: Sql): Promise<Record<string, Scalar>[]> {
  return new Promise((resolve, reject) => waiting.set(query.chunks.join('?'), { resolve, reject }));
}

const source = {
  engine: { run, ask: () => Promise.reject(new Error('Nobody asks a statement here.')) },
  dataVersion: 'test',
};

function open(other: typeof there | null) {
  const client = localQueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <DataSourceProvider value={source}>{children}</DataSourceProvider>
    </QueryClientProvider>
  );
  return renderHook(({ second }) => useSides(here, second), { wrapper, initialProps: { second: other } });
}

async function answer(query: typeof here, n: number) {
  const text = query.sql.chunks.join('?');
  await waitFor(() => expect(waiting.has(text)).toBe(true));
  act(() => waiting.get(text)?.resolve([{ n }]));
}

beforeEach(() => {
  waiting = new Map();
});
afterEach(cleanup);

it('asks one question where nothing is compared', async () => {
  const { result } = open(null);
  await answer(here, 1);
  await waitFor(() => expect(result.current.rows).toEqual([1]));
  expect(result.current).toMatchObject({ others: null, stale: false, error: null });
  expect(waiting.size).toBe(1);
});

it('is stale until both sides answer, and never shows one side as the other', async () => {
  const { result, rerender } = open(there);
  await answer(here, 1);
  await waitFor(() => expect(result.current.rows).toEqual([1]));
  expect(result.current).toMatchObject({ others: undefined, stale: true });
  await answer(there, 2);
  await waitFor(() => expect(result.current).toMatchObject({ others: [2], stale: false }));
  rerender({ second: elsewhere });
  expect(result.current).toMatchObject({ rows: [1], others: [2], stale: true });
  await answer(elsewhere, 3);
  await waitFor(() => expect(result.current).toMatchObject({ others: [3], stale: false }));
  rerender({ second: null });
  expect(result.current).toMatchObject({ rows: [1], others: null, stale: false });
});

it('tells when the other side fails', async () => {
  const { result } = open(there);
  await answer(here, 1);
  await waitFor(() => expect(waiting.has('select 2 as n')).toBe(true));
  act(() => waiting.get('select 2 as n')?.reject(new Error('The engine stopped.')));
  await waitFor(() => expect(result.current.error?.message).toBe('The engine stopped.'));
  expect(result.current).toMatchObject({ rows: [1], stale: false });
});
