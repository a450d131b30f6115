import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../app/tokens.css';
import '../../app/page.css';
import { type Day, type Filters, noFilters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { localQueryClient } from '../../queries/client.ts';
import { DataSourceProvider } from '../../queries/dataSource.ts';
import type { Scalar, Sql } from '../../sql/sql.ts';
import { Button } from '../../ui/Button.tsx';
import { defaultViewState, type ViewState } from '../../url/viewState.ts';
import { SessionsSheet } from './SessionsSheet.tsx';

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
const dataset = { id: 'greenery', title: 'greenery, the sample', dataVersion: '0123456789abcdef' };

type Raw = Record<string, Scalar>;

function listed(index: number): Raw {
  return {
    session_id: `s${index}`,
    user_id: `u${index % 3}`,
    started_at: `2021-02-11T14:${String(59 - (index % 60)).padStart(2, '0')}:00.000000`,
    seconds: 120,
    state: 'Georgia',
    country: 'United States',
    burst: index % 3 === 0 ? 1 : 0,
    events: 3,
    step: 2,
    concerned: 1,
    products_viewed: 1,
    viewed_1: 'Pothos',
    viewed_2: null,
    viewed_3: null,
    order_id: null,
    orders: 0,
    revenue: 0,
  };
}

const mark = (session_id: Scalar, step: number, seconds: number): Raw => ({ session_id, step, seconds, events: 1 });
const event = (event_id: string, event_type: string, step: number, seconds: number): Raw => ({
  event_id,
  event_type,
  step,
  happened_at: `2021-02-11T14:59:${String(seconds).padStart(2, '0')}.000000`,
  seconds,
  product: 'Pothos',
  order_id: null,
});

/** As many sessions as asked for; the two last values of a list are its limit and offset. */
let total = 0;
let asked: Sql[] = [];
async function run(query: Sql): Promise<Raw[]> {
  asked.push(query);
  const text = query.chunks.join('?');
  if (text.includes('without_user')) {
    return Promise.resolve([{ sessions: total, users: Math.min(3, total), without_user: 0, unconcerned: 0 }]);
  }
  if (text.includes('viewed_1')) {
    const [limit, offset] = query.values.slice(-2).map(Number);
    if (limit === undefined || offset === undefined) throw new Error('no stretch');
    return Promise.resolve(
      Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => listed(offset + at)),
    );
  }
  if (text.includes('piece')) {
    const ids = new Set(query.values.filter((value) => typeof value === 'string' && /^s\d+$/.test(value)));
    return Promise.resolve([...ids].flatMap((id) => [mark(id, 1, 0), mark(id, 2, 60)]));
  }
  return Promise.resolve([event('e1', 'page_view', 1, 0), event('e2', 'add_to_cart', 2, 45)]);
}

let now: ViewState;
const onFilters = vi.fn<(filters: Filters) => void>();

function Page({ patch }: { readonly patch: Partial<ViewState> }) {
  const [state, setState] = useState<ViewState>({ ...defaultViewState, ...patch, sessions: null });
  useEffect(() => {
    now = state;
  }, [state]);
  return (
    <main>
      <Button onPress={() => setState({ ...state, sessions: patch.sessions ?? [] })}>Show</Button>
      {state.sessions !== null && (
        <SessionsSheet
          state={state}
          filters={state.filters}
          facts={facts}
          currency="USD"
          dataset={dataset}
          onState={(next) => setState((before) => ({ ...before, ...next }))}
          onFilters={onFilters}
        />
      )}
    </main>
  );
}

async function open(sessions: number, patch: Partial<ViewState> = {}) {
  total = sessions;
  render(
    <QueryClientProvider client={localQueryClient()}>
      <DataSourceProvider value={{ engine: { run, ask: () => Promise.reject(new Error()) }, dataVersion: 'test' }}>
        <Page patch={patch} />
      </DataSourceProvider>
    </QueryClientProvider>,
  );
  await page.getByRole('button', { name: 'Show' }).click();
}

const dialog = () => page.getByRole('dialog');

beforeEach(async () => {
  asked = [];
  onFilters.mockReset();
  await page.viewport(1280, 800);
});
afterEach(cleanup);

it('says how many there are and of what, and shows what happened in each', async () => {
  await open(3, {
    sessions: [
      { key: 'reached', value: 'add_to_cart' },
      { key: 'missed', value: 'checkout' },
    ],
  });
  await expect.element(dialog()).toHaveAccessibleName('3 sessions');
  await expect.element(page.getByText('Reached add to cart · did not reach checkout')).toBeVisible();
  await expect.element(page.getByText('Sessions of 2021-02-09 to 2021-02-11')).toBeVisible();
  await expect.poll(() => page.getByRole('img', { name: 'Page view, Add to cart' }).elements().length).toBe(3);
  expect(
    page
      .getByRole('columnheader')
      .elements()
      .map((head) => head.textContent),
  ).toEqual(['Started, UTC', 'User', 'What happened', 'Products viewed', 'Order']);
});

it('opens a row by keyboard, and Escape closes the list and gives the focus back', async () => {
  await open(3);
  const first = page.getByRole('button', { name: '11 Feb 2021, 14:59:00, events of this session' });
  await expect.element(first).toBeVisible();
  for (let tabs = 0; document.activeElement !== first.element(); tabs++) {
    if (tabs > 20) throw new Error('Tab does not reach the first row.');
    await userEvent.keyboard('{Tab}');
  }
  await userEvent.keyboard('{Enter}');
  const events = page.getByRole('table', { name: 'Events of session s0' });
  await expect.element(events).toBeVisible();
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['Page view', 'Add to cart']);
  await expect.element(events).toHaveTextContent('+45');
  await expect.element(first).toHaveAttribute('aria-expanded', 'true');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => events.elements().length).toBe(0);

  await userEvent.keyboard('{Escape}');
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(now.sessions).toBeNull();
  await expect.element(page.getByRole('button', { name: 'Show' })).toHaveFocus();
});

it('is closed by its button', async () => {
  await open(1);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => now.sessions).toBeNull();
});

it('says so when there is nothing', async () => {
  await open(0, { counting: { ...defaultViewState.counting, unit: 'users' } });
  await expect.element(dialog()).toHaveAccessibleName('No sessions');
  await expect.element(page.getByText('No session matches. Change the filters, or close this.')).toBeVisible();
  expect(page.getByRole('table').elements()).toHaveLength(0);
  expect(asked).toHaveLength(1);
});

it('never fetches all of a million sessions, and reaches the last', async () => {
  await open(1_000_000);
  await expect.element(dialog()).toHaveAccessibleName('1 000 000 sessions');
  await expect.element(page.getByText('A file holds', { exact: false })).not.toBeInTheDocument();
  await expect
    .poll(() => page.getByRole('button', { name: /events of this session/ }).elements().length)
    .toBeGreaterThan(5);
  for (let part = 1; part < 5; part++) await page.getByRole('button', { name: 'Next part of the list' }).click();
  await expect.element(page.getByText('800 001 to 1 000 000 of 1 000 000')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Next part of the list' })).toBeDisabled();
  const scroller = screen.getByRole('group', { name: 'Sessions, scrolls' });
  await expect.poll(() => scroller.scrollHeight).toBeGreaterThan(1_000_000);
  scroller.scrollTop = scroller.scrollHeight;
  await expect
    .poll(() => screen.queryAllByRole('row').at(-1)?.getAttribute('aria-rowindex'), { timeout: 5000 })
    .toBe('200001');
  const limits = asked.filter(({ chunks }) => chunks.join('').includes('viewed_1')).map(({ values }) => values.at(-2));
  expect(new Set(limits)).toEqual(new Set([200]));
  expect(limits.length).toBeLessThan(20);
});

it('sorts by another measure, and turns the order around', async () => {
  await open(3);
  await page.getByRole('radio', { name: 'Duration' }).click();
  await page.getByRole('button', { name: 'longest first' }).click();
  await expect.element(page.getByRole('button', { name: 'shortest first' })).toBeVisible();
  await expect
    .poll(() => asked.some(({ chunks }) => /order by seconds asc nulls last, session_id/.test(chunks.join(''))))
    .toBe(true);
});

it('keeps only one user, or leaves them out, in the filters of the page', async () => {
  await open(3);
  await page
    .getByRole('button', { name: /^User / })
    .first()
    .click();
  await page.getByRole('button', { name: 'Only this user' }).click();
  expect(onFilters.mock.lastCall?.[0].only).toEqual([{ key: 'user', value: 'u0' }]);
  await page
    .getByRole('button', { name: /^User / })
    .nth(1)
    .click();
  await page.getByRole('button', { name: 'Leave this user out' }).click();
  expect(onFilters.mock.lastCall?.[0]).toEqual({ ...noFilters, without: [[{ key: 'user', value: 'u1' }]] });
});

it('gives exactly these rows as a file that says what it is of', async () => {
  const files: { name: string; text: Promise<string> }[] = [];
  const blobs = new Map<string, Blob>();
  const makeUrl = URL.createObjectURL.bind(URL);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = makeUrl(blob);
    if (blob instanceof Blob) blobs.set(url, blob);
    return url;
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    files.push({ name: this.download, text: blobs.get(this.href)?.text() ?? Promise.resolve('') });
  });
  await open(250, { sessions: [{ key: 'reached', value: 'checkout' }] });
  await page.getByRole('button', { name: 'Download these sessions as CSV' }).click();
  await expect.poll(() => files.length).toBe(1);
  const name = 'greenery-sessions-reached-checkout-2021-02-09-2021-02-11.csv';
  await expect.element(page.getByText(`Saved as ${name}.`)).toBeVisible();
  expect(files[0]?.name).toBe(name);
  const lines = ((await files[0]?.text) ?? '').trim().split('\r\n');
  const rows = lines.filter((line) => !line.includes('# '));
  expect(rows).toHaveLength(251);
  expect(rows[0]).toMatch(/^session_id,user_id,started_at,seconds,/);
  expect(rows[250]).toBe(
    's249,u0,2021-02-11T14:50:00.000000,120,Georgia,United States,true,3,add_to_cart,1,Pothos,,,,0,0',
  );
  const head = lines.filter((line) => line.includes('# ')).join('\n');
  for (const said of ['250 sessions', 'reached checkout', 'greenery, the sample', dataset.dataVersion, 'sessions=']) {
    expect(head).toContain(said);
  }
  vi.restoreAllMocks();
});

it('says what went wrong, and asks again', async () => {
  let isBroken = true;
  const good = run;
  const broken = async (query: Sql) => (isBroken ? Promise.reject(new Error('The database stopped.')) : good(query));
  total = 1;
  render(
    <QueryClientProvider client={localQueryClient()}>
      <DataSourceProvider
        value={{ engine: { run: broken, ask: () => Promise.reject(new Error()) }, dataVersion: 'broken' }}
      >
        <Page patch={{}} />
      </DataSourceProvider>
    </QueryClientProvider>,
  );
  await page.getByRole('button', { name: 'Show' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The database stopped.');
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(dialog()).toHaveAccessibleName('1 session');
});

it('fits a phone', async () => {
  await page.viewport(390, 844);
  await open(40);
  await expect.element(dialog()).toHaveAccessibleName('40 sessions');
  await expect.poll(() => page.getByRole('img').elements().length).toBeGreaterThan(3);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  const scroller = screen.getByRole('group', { name: 'Sessions, scrolls' });
  expect(scroller.scrollWidth).toBeLessThanOrEqual(scroller.clientWidth);
  expect(scroller.getBoundingClientRect().height).toBeGreaterThan(400);
});
