import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../app/tokens.css';
import '../../app/page.css';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { EngineError } from '../../engine/engine.ts';
import { type Counting, type Day, noFilters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import { totalsQuery } from '../../model/queries/totals.ts';
import type { Query } from '../../model/query.ts';
import { localQueryClient } from '../../queries/client.ts';
import { type DataSource, DataSourceProvider } from '../../queries/dataSource.ts';
import { countingWords, proofOf } from '../../queries/proofOf.ts';
import type { Answer } from '../../queries/useAnswer.ts';
import { sql } from '../../sql/sql.ts';
import { useSqlHistory } from '../../state/sqlHistory.ts';
import { PanelToolsProvider } from '../../ui/panelTools.ts';
import { defaultViewState } from '../../url/viewState.ts';
import { PanelMenu } from './PanelMenu.tsx';

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

const answer: Answer = {
  columns: [
    { name: 'step', type: 'VARCHAR' },
    { name: 'counted', type: 'BIGINT' },
  ],
  rows: [
    ['page|view', 578],
    ['checkout', null],
  ],
  cut: false,
  tookMs: 11.6,
};

const short: Query<unknown> = { name: 'short', sql: sql`select 1 as one`, row: (raw) => raw };
const ask = vi.fn<NonNullable<DataSource['engine']>['ask']>();
const writeText = vi.fn<(text: string) => Promise<void>>();
const onConsole = vi.fn<(sql: string | null) => void>();
let saved: { name: string; file: Promise<Blob> }[] = [];

/** Keeps what a page would save. */
function keepSaved(event: MouseEvent) {
  if (!(event.target instanceof HTMLAnchorElement) || event.target.download === '') return;
  event.preventDefault();
  saved.push({ name: event.target.download, file: fetch(event.target.href).then((response) => response.blob()) });
}

beforeEach(() => {
  saved = [];
  ask.mockReset().mockResolvedValue(answer);
  writeText.mockReset().mockResolvedValue();
  onConsole.mockReset();
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(writeText);
  document.addEventListener('click', keepSaved, true);
});
afterEach(() => {
  document.removeEventListener('click', keepSaved, true);
  vi.restoreAllMocks();
  cleanup();
});

const run = () => Promise.reject(new Error('The sheet runs statements as text.'));
const funnel = funnelQuery(noFilters, counting);

function show(queries: readonly Query<unknown>[] = [funnel], engine: DataSource['engine'] = { run, ask }) {
  render(
    <QueryClientProvider client={localQueryClient()}>
      <DataSourceProvider value={{ engine, dataVersion: 'test' }}>
        <PanelToolsProvider
          value={(panel) => (
            <PanelMenu
              panel={panel}
              source={{
                dataset: { id: 'greenery', title: 'Greenery', dataVersion: '0123456789abcdef' },
                state: defaultViewState,
                filters: { ...noFilters, state: { mode: 'except', values: ['Georgia'] } },
                facts,
              }}
              onConsole={onConsole}
            />
          )}
        >
          <ChartFrame
            title="Funnel"
            subjects={[]}
            subtitle="sessions"
            numbers={{ columns: [{ label: 'Step', align: 'start' }], rows: [['Page view']] }}
            stale={false}
            error={null}
            empty={null}
            height={80}
            proof={proofOf([...countingWords(counting), 'conversion'], queries)}
          >
            <p>the picture</p>
          </ChartFrame>
        </PanelToolsProvider>
      </DataSourceProvider>
    </QueryClientProvider>,
  );
}

const menu = page.getByRole('button', { name: 'Funnel: how it is counted, and downloads' });
const sheet = page.getByRole('dialog', { name: 'How this is counted' });
const inSheet = (name: string) => sheet.getByRole('button', { name, exact: true });

it('opens by keyboard with selection, words and the very statement, and gives the focus back', async () => {
  show();
  (menu.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(sheet).toBeVisible();
  await expect
    .element(sheet.getByText('Sessions of 2021-02-09 to 2021-02-11 · State: all but Georgia · Counted: sessions'))
    .toBeVisible();
  await expect.element(sheet.getByText('Checkout ÷ first step; with base')).toBeVisible();
  const [statement] = proofOf([], [funnel]).statements;
  await expect.element(sheet.getByRole('group', { name: 'SQL' })).toHaveTextContent('order by position');
  expect(sheet.getByRole('group', { name: 'SQL' }).element().textContent).toBe(statement?.sql);
  await expect.element(sheet.getByText('2 rows in 12 ms, run just now.')).toBeVisible();
  expect(ask.mock.calls.map(([text, { mostRows }]) => [text, mostRows])).toEqual([[statement?.sql, 100_000]]);
  await userEvent.keyboard('{Escape}');
  await expect.element(sheet).not.toBeInTheDocument();
  expect(document.activeElement).toBe(menu.element());
});

it('runs the statement again each time it is opened', async () => {
  show();
  for (const times of [1, 2]) {
    await menu.click();
    await expect.element(sheet.getByText('run just now')).toBeVisible();
    expect(ask).toHaveBeenCalledTimes(times);
    await userEvent.keyboard('{Escape}');
    await expect.element(sheet).not.toBeInTheDocument();
  }
});

it('copies the rows as a Markdown table that says what it is', async () => {
  show();
  await menu.click();
  await inSheet('Copy as Markdown table').click();
  await expect.element(sheet.getByText('The table is copied.')).toBeVisible();
  const text = writeText.mock.lastCall?.[0] ?? '';
  expect(text.split('\n').slice(0, 4)).toEqual([
    '| step | counted |',
    '| :--- | ---: |',
    '| page\\|view | 578 |',
    '| checkout | — |',
  ]);
  expect(text).toContain('State: all but Georgia');
  expect(text).toContain('version 0123456789abcdef');
});

it('says so when the browser does not copy', async () => {
  writeText.mockRejectedValue(new Error('denied'));
  show();
  await menu.click();
  await inSheet('Copy as Markdown table').click();
  await expect.element(sheet.getByText('This browser does not let the page copy. Download the CSV')).toBeVisible();
});

it('saves rows and picture under names that tell dataset, panel and days', async () => {
  show();
  await menu.click();
  for (const name of ['CSV', 'Parquet', 'PNG', 'SVG']) {
    await inSheet(name).click();
    await expect
      .element(sheet.getByText(`Saved as greenery-funnel-2021-02-09-2021-02-11.${name.toLowerCase()}.`))
      .toBeVisible();
  }
  expect(saved.map(({ name }) => name.split('.').at(-1))).toEqual(['csv', 'parquet', 'png', 'svg']);
  const [csv, , , svg] = await Promise.all(saved.map(({ file }) => file));
  expect(
    (await csv?.text())
      ?.split('\r\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .slice(-3),
  ).toEqual(['step,counted', 'page|view,578', 'checkout,']);
  const drawn = (await svg?.text()) ?? '';
  expect(drawn).toContain('the picture');
  expect(drawn).toContain('all but Georgia');
  expect(drawn).not.toContain('Show table');
  await userEvent.keyboard('{Escape}');
  await expect.element(sheet).not.toBeInTheDocument();
});

it('hands a statement to the console by the link, and past it when it is too long', async () => {
  const long: Query<unknown> = { ...short, name: 'long', sql: sql`select ${sqlOfLength(9000)} as long` };
  show([short, long]);
  await menu.click();
  await expect.element(sheet.getByRole('radio', { name: 'long' })).toBeVisible();
  await inSheet('Open in the console').click();
  expect(onConsole.mock.calls).toEqual([['select 1 as one']]);
  await expect.element(sheet).not.toBeInTheDocument();
  await menu.click();
  await sheet.getByRole('radio', { name: 'long' }).click();
  await expect.element(sheet.getByText('It is too long for a link:')).toBeVisible();
  await inSheet('Open in the console').click();
  expect(onConsole.mock.calls).toEqual([['select 1 as one'], [null]]);
  expect(useSqlHistory.getState().draft).toEqual({ text: proofOf([], [long]).statements[0]?.sql, over: null });
});

it('names the statement in files where a panel has several', async () => {
  show([funnel, totalsQuery(noFilters, counting)]);
  await menu.click();
  await sheet.getByRole('radio', { name: 'totals' }).click();
  await expect.element(sheet.getByText('run just now')).toBeVisible();
  await inSheet('CSV').click();
  await expect.element(sheet.getByText('Saved as greenery-funnel-totals-2021-02-09-2021-02-11.csv.')).toBeVisible();
});

it('says that there are more rows than it has, also in the file', async () => {
  ask.mockResolvedValue({ ...answer, cut: true });
  show();
  await menu.click();
  await expect
    .element(sheet.getByText('More than 2 rows in 12 ms, run just now. These are the first 2 rows'))
    .toBeVisible();
  await inSheet('CSV').click();
  await expect.element(sheet.getByText('Saved as')).toBeVisible();
  expect(await (await saved[0]?.file)?.text()).toContain('# These are the first 2 rows; there are more.');
});

it('tells an error in its own words and tries again', async () => {
  ask.mockRejectedValueOnce(new EngineError('memory', 'This did not fit into the memory of the browser.'));
  show();
  await menu.click();
  await expect.element(sheet.getByRole('alert')).toHaveTextContent('This did not fit into the memory of the browser.');
  await expect.element(inSheet('CSV')).toBeDisabled();
  await inSheet('Try again').click();
  await expect.element(sheet.getByText('2 rows in 12 ms')).toBeVisible();
  await expect.element(inSheet('CSV')).toBeEnabled();
  expect(sheet.element().contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('{Escape}');
  await expect.element(sheet).not.toBeInTheDocument();
});

it('waits for a database that is starting', async () => {
  show([funnel], null);
  await menu.click();
  await expect.element(sheet.getByText('The database is starting; it runs then.')).toBeVisible();
  await expect.element(inSheet('Parquet')).toBeDisabled();
  expect(ask).not.toHaveBeenCalled();
});

function sqlOfLength(length: number) {
  return { ...sql`1`, chunks: ['1'.padEnd(length, ' ')] };
}
