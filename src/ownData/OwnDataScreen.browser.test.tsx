import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { FileLook, FilePlan, OwnDelivery, OwnFile, RefusedFile } from '../ingest/own/plan.ts';
import type { Trial } from '../ingest/own/trialLoad.ts';
import { contractValues, type CsvReading } from '../ingest/reading.ts';
import type { KeptDataset, OwnDataTools } from './ownDataTools.ts';
import { OwnDataScreen } from './OwnDataScreen.tsx';

// What recognises files has tests of its own; here it says what this log makes it say.
vi.mock('../ingest/own/suggestPlan.ts', () => ({
  shapeOf: (look: FileLook) => look.columns.map(({ name }) => name).join('\n'),
  suggestPlans: (looks: readonly FileLook[], remembered: (shape: string) => FilePlan | null) => ({
    plans: looks.map((look): FilePlan => ({
      csv: look.csv,
      table: look.path.includes('log') ? 'events' : null,
      columns: { session_id: 'sid', event_type: 'action', user_id: 'uid' },
      values: { ...contractValues, stands: { event_type: { buy: 'checkout' } } },
      gapMinutes: null,
      ...remembered(look.columns.map(({ name }) => name).join('\n')),
      path: look.path,
    })),
    questions: [],
  }),
  openQuestions: (_: readonly FileLook[], plans: readonly FilePlan[]) =>
    plans
      .filter(({ table }) => table === 'events')
      .flatMap(({ path, columns, values }) => [
        ...(columns['created_at'] === undefined
          ? [{ path, about: 'columns', sentence: 'Which column tells the time?', needed: true }]
          : []),
        ...(values.times.order === 'iso'
          ? [{ path, about: 'time-order', sentence: '01/02/2024 may be either.', needed: true }]
          : []),
        { path, about: 'zone', sentence: 'The times name no zone.', needed: false },
      ]),
}));
vi.mock('../ingest/own/absentParts.ts', () => ({
  absentParts: () => ['No users.', 'No orders.', 'No stock.', 'No promos.'],
}));

const comma: CsvReading = { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', headerLine: 1 };

/** A look at a log of `sid,ts,action,uid`; told that values are separated by semicolons it sees one column. */
function lookAt(file: OwnFile, csv: CsvReading = comma): FileLook | RefusedFile {
  if (file.path.endsWith('.png')) return { path: file.path, bytes: file.blob.size, sentence: 'It is a picture.' };
  const columns =
    csv.delimiter === ','
      ? [
          { name: 'sid', samples: ['s1', 's1', 's2'] },
          { name: 'ts', samples: ['01/02/2024 10:00', '01/02/2024 10:05'] },
          { name: 'action', samples: ['look', 'buy'] },
          { name: 'uid', samples: ['u1'] },
        ]
      : [{ name: 'sid,ts,action,uid', samples: ['s1,01/02/2024 10:00,look,u1'] }];
  return {
    path: file.path,
    bytes: file.blob.size,
    format: 'csv',
    isGzip: false,
    csv: comma,
    columns,
    rows: [['s1', '01/02/2024 10:00', 'look', 'u1']],
  };
}

function trialOf(plan: FilePlan): Trial {
  return {
    records: { physical: 4, accepted: 3, rejected: 1, ignored: 0 },
    isWhole: true,
    rejects: [
      {
        file: plan.path,
        place: { unit: 'line', number: 4 },
        column: null,
        reason: 'It has 3 values.',
        text: 's2,x,buy',
      },
    ],
    failedCasts: [],
    issues: [],
    columns: ['session_id', 'created_at', 'event_type'],
    rows: [['s1', plan.columns['created_at'] === undefined ? null : '2024-02-01 10:00:00', 'peek']],
  };
}

let kept: KeptDataset[];
let remembered: Map<string, FilePlan>;
let tried: FilePlan[];
let opened: { delivery: OwnDelivery; keep: boolean } | null;
let wasClosed: boolean;

function tools(canKeep = true): OwnDataTools {
  return {
    inspect: (file, csv) => Promise.resolve(lookAt(file, csv)),
    trial: (_, plan, { signal }) => {
      tried.push(plan);
      return new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('Aborted')));
        setTimeout(() => resolve(trialOf(plan)), 20);
      });
    },
    rememberedPlan: (shape) => remembered.get(shape) ?? null,
    rememberPlan: (shape, plan) => void remembered.set(shape, plan),
    kept: {
      list: () => Promise.resolve(kept),
      remove: (id) => {
        kept = kept.filter((dataset) => dataset.id !== id);
        return Promise.resolve();
      },
      canKeep,
    },
  };
}

function show(given = tools(), opening: { sentence: string } | null = null) {
  return render(
    <OwnDataScreen
      tools={given}
      isOpen
      wanted="own-0123456789ab"
      opening={opening}
      onOpen={(delivery, keep) => {
        opened = { delivery, keep };
      }}
      onOpenKept={() => undefined}
      onClose={() => {
        wasClosed = true;
      }}
    />,
    // As on the page, where overlays are put into the main landmark.
    { container: document.body.appendChild(document.createElement('main')) },
  );
}

async function choose(...files: File[]) {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]:not([webkitdirectory])');
  if (input === null) throw new Error('There is no way to choose files.');
  await userEvent.upload(input, files);
}

const log = () => new File(['sid,ts,action,uid\n'], 'shop log.csv', { lastModified: 1 });

beforeEach(() => {
  kept = [{ id: 'own-1', title: 'March', files: [{ path: 'a.csv', bytes: 1500 }], keptAt: '2024-03-31T12:00:00Z' }];
  remembered = new Map();
  tried = [];
  opened = null;
  wasClosed = false;
});
afterEach(() => {
  cleanup();
  document.querySelector('main')?.remove();
});

describe('a person’s own log', () => {
  it('is chosen, explained, looked at and opened', async () => {
    show();
    await expect.element(page.getByText('Nothing leaves this browser.')).toBeVisible();
    await expect.element(page.getByText(/which are not in this browser/)).toBeVisible();
    await choose(log(), new File(['x'], 'cat.png'), new File(['a,b\n'], 'other.csv'));

    await expect.element(page.getByText('It is a picture.')).toBeVisible();
    await expect.element(page.getByText('left out: say what it is to use it')).toBeVisible();
    const go = page.getByRole('button', { name: 'Show the dashboard' });
    await expect.element(go).toBeDisabled();
    await expect.element(page.getByText('Two answers are needed first.')).toBeVisible();

    await page.getByRole('combobox', { name: 'Column for created_at' }).selectOptions('ts');
    await expect.element(page.getByText('Which column tells the time?')).not.toBeInTheDocument();
    await expect.element(page.getByText('01/02/2024 10:00 · 01/02/2024 10:05', { exact: true })).toBeVisible();
    await page.getByRole('combobox', { name: 'Step of look' }).selectOptions('Page view');
    await page.getByRole('combobox', { name: 'Times', exact: true }).selectOptions('day-month-year');

    // Event types that only the trial saw can be named as well.
    await page.getByRole('combobox', { name: 'Step of peek' }).selectOptions('Page view');
    await expect.element(page.getByText(/^All 4 records: 3 accepted, 1 rejected/)).toBeVisible();
    await expect.element(page.getByRole('cell', { name: 'It has 3 values.' })).toBeVisible();
    await expect.element(page.getByRole('cell', { name: '1 Feb 2024, 10:00:00' })).toBeVisible();

    await expect.element(go).toBeEnabled();
    await page.getByRole('checkbox', { name: 'Keep the files in this browser' }).click();
    await go.click();
    expect(opened?.keep).toBe(true);
    expect(opened?.delivery).toMatchObject({
      title: 'shop log',
      currency: 'USD',
      files: [{ path: 'shop log.csv' }],
      plans: [
        {
          table: 'events',
          columns: { session_id: 'sid', created_at: 'ts', event_type: 'action', user_id: 'uid' },
          values: {
            times: { order: 'day-month-year', zone: 'UTC' },
            stands: { event_type: { look: 'page_view', peek: 'page_view', buy: 'checkout' } },
          },
        },
      ],
    });
    // The last trial is of the last edit, and edits in quick succession were not all tried.
    expect(tried.at(-1)).toEqual(opened?.delivery.plans[0]);
    expect(remembered.size).toBe(1);
  });

  it('is asked nothing twice when files of its shape were opened before', async () => {
    const plan = {
      path: 'old.csv',
      table: 'events' as const,
      csv: comma,
      columns: { session_id: 'sid', created_at: 'ts', event_type: 'action' },
      values: { ...contractValues, times: { order: 'day-month-year' as const, zone: 'UTC' } },
      gapMinutes: null,
    };
    remembered.set('sid\nts\naction\nuid', plan);
    show();
    await choose(log());
    await expect.element(page.getByRole('button', { name: 'Show the dashboard' })).toBeEnabled();
    await expect.element(page.getByText('The times name no zone.')).not.toBeInTheDocument();
  });

  it('gives every edit back, one step at a time', async () => {
    show();
    await choose(log());
    const session = page.getByRole('combobox', { name: 'Column for session_id' });
    await session.selectOptions('— not in this file —');
    await expect.element(page.getByText(/a user’s session ends after/)).toBeVisible();
    await page.getByRole('textbox', { name: 'Minutes without an event that end a session' }).fill('45');
    await userEvent.keyboard('{Tab}');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect
      .element(page.getByRole('textbox', { name: 'Minutes without an event that end a session' }))
      .toHaveValue('30');
    await page.getByRole('button', { name: 'Yes: UTC' }).click();
    await expect.element(page.getByText('The times name no zone.')).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Remove shop log.csv' }).click();
    await expect.element(page.getByRole('combobox', { name: 'Column for session_id' })).not.toBeInTheDocument();
  });

  it('is cut again when a person says how, and keeps its columns after Undo', async () => {
    show();
    await choose(log());
    await page.getByText(/UTF-8, comma/).click();
    await page.getByRole('combobox', { name: 'Separator' }).selectOptions('Semicolon');
    await expect
      .element(
        page.getByRole('combobox', { name: 'Column for user_id' }).getByRole('option', { name: 'sid,ts,action,uid' }),
      )
      .toBeInTheDocument();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(page.getByRole('combobox', { name: 'Column for user_id' })).toHaveValue('uid');
  });
});

describe('the screen', () => {
  it('asks before it throws something away, and not before there is anything', async () => {
    show();
    await expect.element(page.getByRole('dialog', { name: 'Your own data' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(wasClosed).toBe(true));
    wasClosed = false;
    await choose(log());
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Go on here' }).click();
    expect(wasClosed).toBe(false);
    await expect.element(page.getByRole('button', { name: 'Remove shop log.csv' })).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    expect(wasClosed).toBe(true);
  });

  it('removes kept files after a second press', async () => {
    show();
    await page.getByRole('button', { name: 'Remove March' }).click();
    expect(kept).toHaveLength(1);
    await page.getByRole('button', { name: 'Remove March for good' }).click();
    await expect.element(page.getByText('March')).not.toBeInTheDocument();
    expect(kept).toHaveLength(0);
  });

  it('says why a try failed and why nothing can be kept, and keeps what was said', async () => {
    const given = tools(false);
    const { rerender } = show(given);
    await choose(log());
    await expect.element(page.getByRole('checkbox', { name: 'Keep the files in this browser' })).toBeDisabled();
    await page.getByRole('combobox', { name: 'Column for created_at' }).selectOptions('ts');
    const nothing = () => undefined;
    rerender(
      <OwnDataScreen
        tools={given}
        isOpen
        wanted={null}
        opening={{ sentence: 'The browser ran out of memory.' }}
        onOpen={nothing}
        onOpenKept={nothing}
        onClose={nothing}
      />,
    );
    await expect.element(page.getByRole('alert')).toHaveTextContent('The browser ran out of memory.');
    await expect.element(page.getByRole('combobox', { name: 'Column for created_at' })).toHaveValue('ts');
  });
});
