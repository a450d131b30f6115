import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../app/tokens.css';
import '../../app/page.css';
import { type Answer, type AskOptions, type Engine, EngineError } from '../../engine/engine.ts';
import { examples } from '../../model/examples.ts';
import type { Day } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { martTables } from '../../model/tables.ts';
import { localQueryClient } from '../../queries/client.ts';
import { DataSourceProvider } from '../../queries/dataSource.ts';
import { useSqlHistory } from '../../state/sqlHistory.ts';
import type { HistoryMode } from '../../url/useViewState.ts';
import { defaultViewState, type ViewState } from '../../url/viewState.ts';
import type { DatasetInfo } from './datasetInfo.ts';
import { DataView } from './DataView.tsx';

const dataset: DatasetInfo = {
  id: 'greenery',
  title: 'Greenery',
  description: 'Two days of an invented shop.',
  currency: 'USD',
  kind: 'raw',
  dataVersion: '2d1533d245c8f662',
  newest: '2021-02-12T08:55:36Z',
  loaded: [
    {
      table: 'events',
      file: 'events.csv',
      url: '/data/greenery/events.csv',
      format: 'csv',
      rows: 3553,
      bytes: 147_008,
      sha256: 'c2b084a7'.repeat(8),
      newest: '2021-02-12T08:55:36Z',
      columns: ['event_id'],
      ignoredColumns: ['colour'],
      records: { physical: 3556, accepted: 3553, rejected: 2, ignored: 1 },
      emptied: [{ column: 'created_at', count: 3, place: { unit: 'line', number: 12 }, text: 'soon' }],
      rejects: [],
    },
  ],
  others: [],
  findings: [],
  checks: [],
};
const facts = { sessions: 578, firstDay: '2021-02-09' as Day, lastDay: '2021-02-11' as Day } as Facts;

const answer: Answer = {
  columns: [
    { name: 'state', type: 'VARCHAR' },
    { name: 'sessions', type: 'BIGINT' },
  ],
  rows: [
    ['Georgia', 221],
    [null, 3],
  ],
  cut: false,
  tookMs: 12,
};

type Ask = Engine['ask'];
let ask: ReturnType<typeof vi.fn<Ask>>;
let patches: { patch: Partial<ViewState>; mode: HistoryMode | undefined }[];

/** An engine in which every mart has seven rows and no times. */
const run: Engine['run'] = (query) => {
  const isSizes = query.chunks.join('').includes('row_count');
  return Promise.resolve(isSizes ? Object.keys(martTables).map((mart) => ({ mart, row_count: 7 })) : []);
};

function Page({ sql, hasEngine }: { sql: string | null; hasEngine: boolean }) {
  const [state, setState] = useState<ViewState>({ ...defaultViewState, view: 'data', sql });
  const [client] = useState(localQueryClient);
  const [source] = useState({ run, ask });
  return (
    <QueryClientProvider client={client}>
      <DataSourceProvider value={{ engine: hasEngine ? source : null, dataVersion: '1' }}>
        <DataView
          state={state}
          facts={facts}
          dataset={dataset}
          publish={null}
          onState={(patch, mode) => {
            patches.push({ patch, mode });
            setState({ ...state, ...patch });
          }}
        />
      </DataSourceProvider>
    </QueryClientProvider>
  );
}

const editor = () => page.getByRole('textbox', { name: 'SQL statement' });
const runButton = () => page.getByRole('button', { name: 'Run', exact: true });
const written = () => Array.from(document.querySelectorAll('.cm-line'), (line) => line.textContent ?? '').join('\n');

async function open(sql: string | null = null, hasEngine = true) {
  const drawn = render(<Page sql={sql} hasEngine={hasEngine} />);
  await expect.element(editor()).toBeVisible();
  return (next: boolean) => drawn.rerender(<Page sql={sql} hasEngine={next} />);
}

async function write(text: string) {
  await editor().click();
  await userEvent.keyboard('{ControlOrMeta>}a{/ControlOrMeta}{Delete}');
  await userEvent.keyboard(text);
  await userEvent.keyboard('{Escape}');
}

beforeEach(() => {
  ask = vi.fn<Ask>(() => Promise.resolve(answer));
  patches = [];
  useSqlHistory.setState({ past: [], draft: null });
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

describe('a statement from a link', () => {
  it('stands in the editor and is not run until somebody presses Run', async () => {
    await open('select 1\nfrom sessions');
    expect(written()).toBe('select 1\nfrom sessions');
    await expect.element(page.getByText('From a link: read it, then press Run.')).toBeVisible();
    expect(ask).not.toHaveBeenCalled();

    await runButton().click();
    expect(ask.mock.calls.map(([text]) => text)).toEqual(['select 1\nfrom sessions']);
    expect(screen.queryByText('From a link: read it, then press Run.')).toBeNull();
  });

  it('is not run by the keys of another control either, only by its own', async () => {
    await open('select 1');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(ask).not.toHaveBeenCalled();
    await editor().click();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(ask).toHaveBeenCalledTimes(1);
  });
});

describe('running', () => {
  it('begins with an example that nobody has run', async () => {
    await open();
    expect(written()).toBe(examples[0].sql);
    expect(ask).not.toHaveBeenCalled();
    expect(screen.queryByText(/From a link/)).toBeNull();
  });

  it('shows the rows with their types, numbers to the right, and NULL as null', async () => {
    await open();
    await write('from sessions');
    await runButton().click();
    await expect.element(page.getByText('2 rows in 12 ms.')).toBeVisible();
    const table = screen.getByRole('table', { name: 'Answer' });
    const heads = within(table).getAllByRole('columnheader');
    expect(heads.map((head) => [head.textContent, head.dataset['align']])).toEqual([
      ['state VARCHAR', 'start'],
      ['sessions BIGINT', 'end'],
    ]);
    expect(
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent),
    ).toEqual(['Georgia221', 'null3']);
    expect(ask.mock.calls[0]?.[1]).toMatchObject({ mostRows: 10_000 });
    expect(patches).toEqual([{ patch: { sql: 'from sessions' }, mode: 'replace' }]);
  });

  it('says when there are more rows, and when there are none', async () => {
    await open();
    ask.mockResolvedValueOnce({ ...answer, cut: true });
    await runButton().click();
    await expect.element(page.getByText('The first 2 of more rows in 12 ms.')).toBeVisible();
    ask.mockResolvedValueOnce({ ...answer, rows: [] });
    await runButton().click();
    await expect.element(page.getByText('No rows in 12 ms.')).toBeVisible();
    await expect.element(page.getByText('The statement ran, and no row answers it.')).toBeVisible();
  });

  it('draws a chart of the columns that are chosen', async () => {
    await open();
    await runButton().click();
    await page.getByRole('radio', { name: 'Chart' }).click();
    const figure = screen.getByRole('figure', { name: 'sessions by state' });
    const rows = within(figure).getAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual(['Rowstatesessions', '1Georgia221', '2—3']);
    expect(figure.querySelectorAll('svg rect title')).toHaveLength(2);
    await page.getByRole('combobox', { name: 'Across' }).selectOptions('sessions');
    expect(screen.getByRole('figure', { name: 'sessions by sessions' })).toBeTruthy();
  });

  it('cancels at once, and runs again', async () => {
    const asked: AskOptions[] = [];
    ask.mockImplementationOnce((_, options) => {
      asked.push(options);
      return new Promise(() => undefined);
    });
    await open();
    const cancel = page.getByRole('button', { name: 'Cancel' });
    await expect.element(cancel).toBeDisabled();
    await runButton().click();
    await expect.element(page.getByText('Running …')).toBeVisible();
    await cancel.click();
    expect(asked[0]?.signal?.aborted).toBe(true);
    await expect.element(page.getByText('Cancelled. Nothing was changed.')).toBeVisible();
    await runButton().click();
    await expect.element(page.getByText('2 rows in 12 ms.')).toBeVisible();
  });

  it('forgets an answer that comes after a newer statement', async () => {
    let late: (answer: Answer) => void = () => undefined;
    ask.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
    await open();
    await runButton().click();
    await runButton().click();
    await expect.element(page.getByText('2 rows in 12 ms.')).toBeVisible();
    late({ ...answer, rows: [], tookMs: 99 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen.getByText('2 rows in 12 ms.')).toBeTruthy();
  });

  it('says why a statement failed, keeps the answer before, and goes to the place', async () => {
    await open();
    await write('select a{Enter}from b');
    await runButton().click();
    await expect.element(page.getByText('2 rows in 12 ms.')).toBeVisible();
    ask.mockRejectedValueOnce(
      new EngineError('sql', 'Line 2, column 6: There is no table b.', { place: { line: 2, column: 6 } }),
    );
    await runButton().click();
    const alert = page.getByRole('alert');
    await expect.element(alert).toHaveTextContent('Line 2, column 6: There is no table b.');
    expect(screen.getByText('Below is the answer to the statement before.')).toBeTruthy();
    expect(screen.getByRole('table', { name: 'Answer' })).toBeTruthy();

    await page.getByRole('button', { name: 'Go to line 2' }).click();
    await userEvent.keyboard('x');
    expect(written()).toBe('select a\nfrom xb');
  });

  it('waits for an engine that starts again', async () => {
    const withEngine = await open(null, false);
    await runButton().click();
    await expect
      .element(page.getByText('The database is starting again. The statement runs as soon as it is ready.'))
      .toBeVisible();
    expect(ask).not.toHaveBeenCalled();
    withEngine(true);
    await expect.element(page.getByText('2 rows in 12 ms.')).toBeVisible();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('does not run again by itself what the database died of', async () => {
    let fail: (error: Error) => void = () => undefined;
    ask.mockImplementationOnce(() => new Promise((_, reject) => (fail = reject)));
    const withEngine = await open();
    await runButton().click();
    await expect.element(page.getByText('Running …')).toBeVisible();
    withEngine(false);
    fail(new EngineError('lost', 'The database stopped.'));
    await expect.element(page.getByRole('alert')).toHaveTextContent('The database stopped. Press Run to try once more');
    withEngine(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ask).toHaveBeenCalledTimes(1);
    await runButton().click();
    await expect.element(page.getByText('2 rows in 12 ms.')).toBeVisible();
  });

  it('does not put into the link what is too long for it', async () => {
    const long = `select '${'x'.repeat(5000)}'`;
    await open();
    useSqlHistory.getState().write({ text: long, over: null });
    await expect.element(page.getByText(/too long for a link/)).toBeVisible();
    await runButton().click();
    await expect.element(page.getByText('2 rows in 12 ms.')).toBeVisible();
    expect(patches).toEqual([]);
    expect(written()).toBe(long);
  });
});

describe('the keyboard', () => {
  it('is not trapped in the editor', async () => {
    await open();
    await editor().click();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('SQL statement');
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe('Run');
    await userEvent.tab({ shift: true });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('SQL statement');
  });

  it('completes marts and columns', async () => {
    await open();
    await write('select furthest');
    await userEvent.keyboard('_');
    await expect.element(page.getByRole('option', { name: /furthest_step/ })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('option')).toBeNull();
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe('Run');
  });
});

describe('the history', () => {
  it('keeps what was run, newest first; one can be taken, deleted, or all', async () => {
    await open();
    for (const text of ['select 1', 'select 2', 'select 1']) {
      await write(text);
      await runButton().click();
    }
    await page.getByRole('button', { name: 'History (2)' }).click();
    const list = screen.getByRole('list', { name: 'Statements that were run' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['select 1', 'select 2']);

    await page.getByRole('button', { name: 'select 2', exact: true }).click();
    expect(written()).toBe('select 2');
    expect(ask).toHaveBeenCalledTimes(3);
    await page.getByRole('button', { name: 'Delete “select 1”' }).click();
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    await page.getByRole('button', { name: 'Delete all' }).click();
    expect(screen.queryByRole('list', { name: 'Statements that were run' })).toBeNull();
  });

  it('keeps what is being written while another view is looked at', async () => {
    await open('select 1');
    await write('select half');
    cleanup();
    await open('select 1');
    expect(written()).toBe('select half');
    cleanup();
    await open('select 2');
    expect(written()).toBe('select 2');
  });
});

describe('the rest of the view', () => {
  it('writes names of the schema into the editor', async () => {
    await open();
    await write('select');
    await page.getByRole('searchbox', { name: 'Find a column' }).fill('first_viewed');
    await page.getByRole('button', { name: 'Write first_viewed' }).click();
    expect(written()).toBe('select first_viewed');
    await page.getByRole('button', { name: 'Write the name' }).click();
    expect(written()).toBe('select first_viewed sessions');
    expect(ask).not.toHaveBeenCalled();
    await page.getByRole('button', { name: 'Write a statement for its first rows' }).click();
    expect(written()).toBe('select *\nfrom sessions\nlimit 100');
  });

  it('puts an example into the editor, or runs it', async () => {
    await open();
    await page.getByRole('button', { name: 'Edit “Products that ran out”' }).click();
    const outs = examples.find(({ id }) => id === 'stock-outs');
    expect(useSqlHistory.getState().draft?.text).toBe(outs?.sql);
    expect(ask).not.toHaveBeenCalled();
    await page.getByRole('button', { name: 'Run “Funnel by week”' }).click();
    expect(ask.mock.calls.map(([text]) => text)).toEqual([examples.find(({ id }) => id === 'funnel-by-week')?.sql]);
  });

  it('tells of the files, with what was not known, and offers them', async () => {
    await open();
    const link = screen.getByRole('link', { name: 'events.csv' });
    expect(link.getAttribute('href')).toBe('/data/greenery/events.csv');
    expect(link.getAttribute('download')).toBe('events.csv');
    const files = screen.getByRole('table', { name: 'Files as they were read' });
    expect(within(files).getAllByRole('row')[1]?.textContent).toContain('colour');
    await expect.element(page.getByRole('table', { name: 'Freshness of the marts' })).toBeVisible();
  });
});
