import { cleanup, render } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../app/tokens.css';
import '../../app/page.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { type Compare, noComparison } from '../../model/comparison.ts';
import { type Counting, type Day, type Filters, noFilters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { localQueryClient } from '../../queries/client.ts';
import { DataSourceProvider } from '../../queries/dataSource.ts';
import type { HistoryMode } from '../../url/useViewState.ts';
import { FilterBar } from './FilterBar.tsx';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const facts = {
  firstDay: '2021-02-09' as Day,
  lastDay: '2021-02-11' as Day,
  startsWhole: false,
  endsWhole: true,
} as Facts;
const lastDay: Filters = { ...noFilters, from: '2021-02-11' as Day };

let now: { filters: Filters; compare: Compare };
let modes: HistoryMode[];

function Bar({ initial }: { readonly initial: typeof now }) {
  const [filters, setFilters] = useState(initial.filters);
  const [compare, setCompare] = useState(initial.compare);
  useEffect(() => {
    now = { filters, compare };
  }, [filters, compare]);
  return (
    <FilterBar
      filters={filters}
      counting={counting}
      facts={facts}
      values={[]}
      onChange={setFilters}
      compare={compare}
      onCompare={(next, mode) => {
        modes.push(mode);
        setCompare(next);
      }}
    />
  );
}

function open(filters = lastDay, compare = noComparison) {
  modes = [];
  render(
    <QueryClientProvider client={localQueryClient()}>
      <DataSourceProvider value={{ engine: null, dataVersion: 'test' }}>
        <Bar initial={{ filters, compare }} />
      </DataSourceProvider>
    </QueryClientProvider>,
  );
}

const field = (name: RegExp) => page.getByRole('button', { name });
const choose = async (name: RegExp) => {
  page.getByRole('radio', { name }).element().focus();
  await userEvent.keyboard(' ');
};

beforeEach(async () => page.viewport(1280, 900));
afterEach(cleanup);

it('compares with the days before, and the chip takes that back', async () => {
  open();
  await field(/^Compared with nothing/).click();
  await choose(/^The days before/);
  await expect.poll(() => now.compare).toEqual({ kind: 'previous' });
  await userEvent.keyboard('{Escape}');
  await expect.element(field(/^Compared with 10 Feb 2021/)).toHaveFocus();
  page.getByRole('row', { name: 'Compared with 10 Feb 2021' }).element().focus();
  await userEvent.keyboard('{Delete}');
  await expect.poll(() => now).toEqual({ filters: lastDay, compare: noComparison });
  expect(modes).toEqual(['push', 'push']);
});

it('chooses a period by its days, one decision for as long as the field is open', async () => {
  open();
  await field(/^Compared with/).click();
  await choose(/^Another period/);
  await expect.poll(() => now.compare).toEqual({ kind: 'period', from: '2021-02-10', to: '2021-02-10' });
  await page.getByRole('button', { name: 'First day' }).click();
  await expect.poll(() => now.compare).toEqual({ kind: 'period', from: '2021-02-09', to: '2021-02-09' });
  expect(modes).toEqual(['push', 'replace']);
});

it('says why there is nothing to compare with, and keeps a chip for it', async () => {
  open(noFilters, { kind: 'previous' });
  await expect.element(page.getByRole('row', { name: /^Compared with the days before, not possible/ })).toBeVisible();
  await field(/^Compared with/).click();
  await expect.element(page.getByText(/^The data begins on 2021-02-09: there is nothing before/)).toBeVisible();
});

it('goes with the one reset', async () => {
  open(lastDay, { kind: 'rest' });
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect.poll(() => now).toEqual({ filters: noFilters, compare: noComparison });
});
