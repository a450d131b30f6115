import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../app/tokens.css';
import '../../app/page.css';
import type { DatasetInfo, LoadedFile, RejectedRecord } from './datasetInfo.ts';
import { LoadReport } from './LoadReport.tsx';

afterEach(cleanup);

const rejected = (line: number): RejectedRecord => ({
  place: { unit: 'line', number: line },
  column: line % 2 === 0 ? 'created_at' : null,
  reason: 'created_at is not a time (such as 2021-02-11T23:30:33Z)',
  text: `soon, ${line}`,
});
const events: LoadedFile = {
  table: 'events',
  file: 'events-of-the-shop-as-the-tracker-of-the-second-half-of-the-year-wrote-them-down.csv',
  url: '/events.csv',
  format: 'csv',
  rows: 3553,
  bytes: 147_008,
  sha256: 'c2b084a7'.repeat(8),
  newest: null,
  columns: ['event_id'],
  ignoredColumns: ['colour'],
  records: { physical: 15_560, accepted: 3553, rejected: 12_000, ignored: 7 },
  emptied: [{ column: 'price', count: 3, place: { unit: 'line', number: 4 }, text: 'on request' }],
  rejects: Array.from({ length: 10_000 }, (_, index) => rejected(index + 2)),
};
const users: LoadedFile = {
  ...events,
  table: 'users',
  file: 'users.csv',
  records: { physical: 130, accepted: 129, rejected: 1, ignored: 0 },
  emptied: [],
  rejects: [{ ...rejected(9), reason: 'a quote that does not close', text: '"Ann' }],
};
const check = { table: 'events', grade: 'warning', count: 0, lacks: [] } as const;
const dataset: DatasetInfo = {
  id: 'own-1',
  title: 'Mine',
  description: '',
  currency: 'USD',
  kind: 'raw',
  dataVersion: '1',
  newest: null,
  loaded: [events, users],
  others: [],
  findings: [
    { grade: 'warning', sentence: 'A finding.', file: 'users.csv', column: 'email', line: 3, samples: ['ann · —'] },
  ],
  checks: [
    { ...check, id: 'a', looksFor: 'every event has a time', outcome: 'found', count: 77 },
    { ...check, id: 'b', looksFor: 'every event has a type', outcome: 'passed' },
    { ...check, id: 'c', looksFor: 'every order has items', outcome: 'not asked', lacks: ['orders', 'order_items'] },
  ],
};

const open = (shown: DatasetInfo) =>
  render(<LoadReport dataset={shown} link="https://shop.example/?view=data" sizes={[]} times={[]} />);
const spaced = (text: string | null) => (text ?? '').replace(/[\u00a0\u202f\u2009]/g, ' ');

/** What a press hands to the browser, as text. */
async function downloaded(press: () => Promise<void>): Promise<string> {
  const made: Blob[] = [];
  const original = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (file: Blob | MediaSource) => {
    if (file instanceof Blob) made.push(file);
    return original(file);
  };
  try {
    await press();
    await expect.poll(() => made.length).toBe(1);
  } finally {
    URL.createObjectURL = original;
  }
  return (await made[0]?.text()) ?? '';
}

it('accounts for every record: accepted, rejected and ignored ones are all there are', () => {
  open(dataset);
  const files = Array.from(
    screen.getByRole<HTMLTableElement>('table', { name: 'Files as they were read' }).tBodies[0]?.rows ?? [],
    (row) => Array.from(row.cells, (cell) => cell.textContent),
  );
  expect(files).toHaveLength(2);
  for (const [, , physical, accepted, left, ignored] of files) {
    expect(Number(physical)).toBe(Number(accepted) + Number(left) + Number(ignored));
    expect(Number(physical)).toBeGreaterThan(0);
  }
  expect(files.map((cells) => [cells[6], cells[10], cells[11]])).toEqual([
    ['3', 'colour', '0'],
    ['0', 'colour', '1'],
  ]);
  const told = spaced(screen.getByRole('region', { name: 'Load report' }).textContent);
  expect(told).toContain('Two files hold 15 690 records: 3 682 accepted, 12 001 rejected, 7 ignored.');
  expect(told).toContain('users.csv: 1 of 130 records is rejected: it is in no table and counts nowhere.');
  expect(told).toContain('2 000 more are not listed: of each file the first are.');
});

it('tells where values count as empty, and what every check found or lacked', () => {
  open(dataset);
  const empty = screen.getByRole('table', { name: 'Values taken as empty' });
  expect(empty.textContent).toContain('price');
  expect(empty.textContent).toContain('in line 4on request');
  const checks = screen.getByRole<HTMLTableElement>('table', { name: 'Checks and what they found' });
  expect(Array.from(checks.tBodies[0]?.rows ?? [], (row) => Array.from(row.cells, (cell) => cell.textContent))).toEqual(
    [
      ['warning: 77', 'every event has a time', 'events'],
      ['passed', 'every event has a type', 'events'],
      ['not made: no orders, no order_items', 'every order has items', 'events'],
    ],
  );
  expect(screen.getByText('3 checks: 1 passed, 1 found something, 1 could not be made for want of data.')).toBeTruthy();
});

it('lists what was rejected, draws only what can be seen of it, and gives all of it away', async () => {
  open(dataset);
  const list = screen.getByRole('table', { name: 'Rejected records' });
  expect(list.getAttribute('aria-rowcount')).toBe('10002');
  await expect.poll(() => within(list).getAllByRole('row').length).toBeGreaterThan(3);
  expect(within(list).getAllByRole('row').length).toBeLessThan(60);
  expect(list.textContent).toContain('line 2');

  const rejects = await downloaded(() => page.getByRole('button', { name: 'Download the rejects (CSV)' }).click());
  const lines = rejects
    .trimEnd()
    .split('\r\n')
    .filter((line) => !line.startsWith('#') && !line.startsWith('\uFEFF#'));
  expect(lines[0]).toBe('file,unit,number,column,reason,text');
  expect(lines).toHaveLength(1 + 10_001);
  expect(lines.at(-1)).toContain('users.csv,line,9,,a quote that does not close,');
  expect(rejects).toContain('more are not listed');

  const findings = await downloaded(() => page.getByRole('button', { name: 'Download the findings (CSV)' }).click());
  expect(findings).toContain('warning,A finding.,users.csv,email,3,ann · —');
});

it('of prepared marts says where their checks ran', () => {
  const clean = { ...users, records: { physical: 130, accepted: 130, rejected: 0, ignored: 0 }, rejects: [] };
  open({ ...dataset, kind: 'marts', checks: [], findings: [], loaded: [clean] });
  expect(screen.getByText(/^The checks ran when this dataset was prepared\./)).toBeTruthy();
  expect(screen.queryByRole('table', { name: 'Checks and what they found' })).toBeNull();
  expect(screen.queryByRole('table', { name: 'Rejected records' })).toBeNull();
  expect(screen.getByText('One file holds 130 records: 130 accepted, none rejected, none ignored.')).toBeTruthy();
});
