import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../app/tokens.css';
import '../../app/page.css';
import { noComparison } from '../../model/comparison.ts';
import { type Counting, type Day, type Filters, noFilters } from '../../model/filters.ts';
import type { Facts, KnownValue } from '../../model/queries/facts.ts';
import { localQueryClient } from '../../queries/client.ts';
import { DataSourceProvider } from '../../queries/dataSource.ts';
import type { Scalar, Sql } from '../../sql/sql.ts';
import type { HistoryMode } from '../../url/useViewState.ts';
import { FilterBar } from './FilterBar.tsx';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const facts: Facts = {
  firstDay: '2021-02-09' as Day,
  lastDay: '2021-02-11' as Day,
  startsWhole: false,
  endsWhole: true,
  lastEventAt: '2021-02-12T08:55:36',
  sessions: 578,
  users: 124,
  hasUsers: true,
  hasPlaces: true,
  hasEmployees: true,
  hasProducts: true,
  hasOrders: true,
  hasRevenue: true,
  hasPromos: false,
  hasStock: true,
  hasViewedStock: false,
  hasOrderStatus: true,
};

const values: readonly KnownValue[] = [
  { kind: 'product', value: 'Bamboo', parent: null },
  { kind: 'product', value: 'Pothos', parent: null },
  { kind: 'product', value: 'ZZ Plant', parent: null },
  { kind: 'country', value: 'Canada', parent: null },
  { kind: 'country', value: 'United States', parent: null },
  { kind: 'state', value: 'Georgia', parent: 'United States' },
  { kind: 'state', value: 'Ohio', parent: 'United States' },
  { kind: 'state', value: 'Ontario', parent: 'Canada' },
  { kind: 'employee', value: 'no', parent: null },
];

/** Offers every known value with seven sessions; which question is asked shows in the column it selects. */
async function offer(query: Sql): Promise<Record<string, Scalar>[]> {
  const text = query.chunks.join('?');
  const kind = (['product', 'country', 'state', 'employee'] as const).find((each) =>
    text.includes(each === 'product' ? 'products.name as value' : `select ${each} as value`),
  );
  return Promise.resolve(
    values.filter((known) => known.kind === kind).map(({ value, parent }) => ({ value, parent, sessions: 7 })),
  );
}

const askNothing = () => Promise.reject(new Error('Filters ask no statement of a person.'));

let now: Filters;
let modes: HistoryMode[];

function Bar({ initial, hasEmployees }: { readonly initial: Filters; readonly hasEmployees: boolean }) {
  const [filters, setFilters] = useState(initial);
  useEffect(() => {
    now = filters;
  }, [filters]);
  return (
    <FilterBar
      filters={filters}
      counting={counting}
      facts={{ ...facts, hasEmployees }}
      values={values}
      onChange={(next, mode) => {
        modes.push(mode);
        setFilters(next);
      }}
      compare={noComparison}
      onCompare={() => undefined}
    />
  );
}

function open(initial: Partial<Filters> = {}, hasEmployees = true) {
  modes = [];
  render(
    <QueryClientProvider client={localQueryClient()}>
      <DataSourceProvider value={{ engine: { run: offer, ask: askNothing }, dataVersion: 'test' }}>
        <Bar initial={{ ...noFilters, ...initial }} hasEmployees={hasEmployees} />
      </DataSourceProvider>
    </QueryClientProvider>,
  );
}

const field = (name: RegExp) => page.getByRole('button', { name });
/** Opens a field from the keyboard; it is reached by Tab like everything else. */
async function openByKeyboard(name: RegExp) {
  const wanted = field(name).element();
  for (let tabs = 0; document.activeElement !== wanted; tabs++) {
    if (tabs > 20) throw new Error(`Tab does not reach ${String(name)}.`);
    await userEvent.keyboard('{Tab}');
  }
  await userEvent.keyboard('{Enter}');
}

// The editors come when one is opened; here they shall not keep a test waiting.
beforeAll(() => Promise.all([import('../../ui/DateRangePanel.tsx'), import('../../ui/MultiSelectPanel.tsx')]));
beforeEach(async () => page.viewport(1280, 800));
afterEach(cleanup);

describe('the keyboard alone', () => {
  it('chooses products', async () => {
    open();
    await openByKeyboard(/^Product all 3/);
    await expect.element(page.getByRole('option', { name: /Pothos/ })).toHaveTextContent('7');
    await userEvent.keyboard('poth');
    await expect.element(page.getByRole('option', { name: /Bamboo/ })).not.toBeInTheDocument();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.poll(() => now.product).toEqual({ mode: 'only', values: ['Pothos'] });
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => page.getByRole('option').elements().length).toBe(3);
    // The arrows go on from where they were.
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}{Escape}');
    await expect.element(field(/^Product 2 of 3/)).toHaveFocus();
    expect(now.product.values).toEqual(['Pothos', 'ZZ Plant']);
    expect(modes).toEqual(['push', 'replace']);
  });

  it('excludes a state', async () => {
    open();
    await openByKeyboard(/^State all 3/);
    await expect.element(page.getByRole('combobox')).toHaveFocus();
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}{ArrowRight}{Enter}');
    await expect.element(page.getByRole('radio', { name: 'All except' })).toBeChecked();
    expect(modes).toEqual([]);
    await userEvent.keyboard('{Tab}georgia{ArrowDown}{Enter}');
    await expect.poll(() => now.state).toEqual({ mode: 'except', values: ['Georgia'] });
    await expect.element(page.getByRole('status')).toHaveTextContent('All states except Georgia.');
    await userEvent.keyboard('{Escape}{Escape}');
    await expect.element(field(/^State all but Georgia/)).toHaveFocus();
  });

  it('types a range, which counts once it is whole', async () => {
    open();
    await openByKeyboard(/^Sessions started 9 – 11 Feb 2021/);
    await expect.element(page.getByRole('spinbutton', { name: /year, First day/ })).toBeVisible();
    const year = page.getByRole('spinbutton', { name: /year, First day/ }).element();
    for (let tabs = 0; document.activeElement !== year && tabs < 12; tabs++) await userEvent.keyboard('{Tab}');
    expect(document.activeElement).toBe(year);
    await userEvent.keyboard('20210210');
    await expect.poll(() => [now.from, now.to]).toEqual(['2021-02-10', '2021-02-11']);
    await userEvent.keyboard('{Tab}20210210');
    await expect.poll(() => [now.from, now.to]).toEqual(['2021-02-10', '2021-02-10']);
    await userEvent.keyboard('{Escape}');
    await expect.element(field(/^Sessions started 10 Feb 2021/)).toHaveFocus();
    expect(modes[0]).toBe('push');
    expect(new Set(modes.slice(1))).toEqual(new Set(['replace']));
  });

  it('takes a chip away', async () => {
    open({ traffic: 'without-burst', product: { mode: 'only', values: ['Pothos'] } });
    page
      .getByRole('row', { name: /Product/ })
      .element()
      .focus();
    await userEvent.keyboard('{Delete}');
    await expect.poll(() => now).toEqual({ ...noFilters, traffic: 'without-burst' });
  });

  it('learns why a field is not available', async () => {
    open({}, false);
    const employees = field(/^Employees not available/).element();
    for (let tabs = 0; document.activeElement !== employees && tabs < 20; tabs++) await userEvent.keyboard('{Tab}');
    await expect.element(page.getByRole('tooltip')).toHaveTextContent('employees cannot be told from customers');
  });
});

it('takes a range outside the data for a mistake', async () => {
  open();
  await field(/^Sessions started/).click();
  await page.getByRole('spinbutton', { name: /day, First day/ }).click();
  await userEvent.keyboard('08');
  await expect.element(page.getByText('The data has 9 – 11 Feb 2021 only.')).toBeVisible();
  expect(now.from).toBeNull();
});

it('chooses a preset and goes back to all days', async () => {
  open();
  await field(/^Sessions started/).click();
  await page.getByRole('button', { name: 'Last day' }).click();
  await expect.poll(() => [now.from, now.to]).toEqual(['2021-02-11', '2021-02-11']);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect.poll(() => [now.from, now.to]).toEqual([null, null]);
});

it('takes all of a list for no filter, and says what is not found', async () => {
  open({ product: { mode: 'only', values: ['Pothos'] } });
  await field(/^Product Pothos/).click();
  await page.getByRole('button', { name: 'Select all 3' }).click();
  await expect.poll(() => now.product.values).toEqual([]);
  expect(page.getByRole('option', { selected: true }).elements()).toHaveLength(3);
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}cactus');
  await expect.element(page.getByText('Nothing called “cactus” among the products.')).toBeVisible();
});

it('shows as chips what came with the link, and resets all of it', async () => {
  open({ from: '2021-02-10' as Day, step: { reached: null, missed: 'checkout' } });
  await expect.element(page.getByRole('row', { name: 'Sessions that did not reach checkout' })).toBeVisible();
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect.poll(() => now).toEqual(noFilters);
  expect(modes).toEqual(['push']);
});

it('drops states that leave with their country, says so, and brings them back', async () => {
  const state = { mode: 'only', values: ['Ohio', 'Ontario'] } as const;
  open({ state });
  await field(/^Country all/).click();
  await page.getByRole('option', { name: /Canada/ }).click();
  await expect.poll(() => now.state).toEqual({ mode: 'only', values: ['Ontario'] });
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText(/^Ohio is not in the chosen countries/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => [now.state, now.country.values]).toEqual([state, []]);
});

it('folds into one button on a narrow screen', async () => {
  await page.viewport(390, 844);
  open({ traffic: 'burst' });
  expect(page.getByRole('button', { name: /^Product/ }).elements()).toHaveLength(0);
  await field(/^Filters \(1\)/).click();
  await expect.element(page.getByRole('dialog', { name: 'Filters' })).toBeVisible();
  await field(/^Product all 3/).click();
  await page.getByRole('option', { name: /Bamboo/ }).click();
  await expect.poll(() => now.product.values).toEqual(['Bamboo']);
  await userEvent.keyboard('{Escape}');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect.element(field(/^Filters \(2\)/)).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
