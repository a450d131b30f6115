import { describe, expect, it } from 'vitest';
import type { Day } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import type { MartTime } from '../../model/queries/martFacts.ts';
import type { DatasetInfo, Finding, LoadedFile } from './datasetInfo.ts';
import { clocks, foundText, headline, personalText, placeText, statedOf } from './datasetView.ts';

const users: LoadedFile = {
  table: 'users',
  file: 'users.csv',
  url: 'http://shop.example/data/greenery/users.csv',
  format: 'csv',
  rows: 130,
  bytes: 21_409,
  sha256: 'a'.repeat(64),
  newest: '2021-01-29T10:11:09Z',
  columns: ['user_id', 'first_name', 'email', 'address_id'],
  ignoredColumns: [],
  records: { physical: 130, accepted: 130, rejected: 0, ignored: 0 },
  emptied: [],
  rejects: [],
};
const dataset: DatasetInfo = {
  id: 'greenery',
  title: 'Greenery',
  description: 'Two days.',
  currency: 'USD',
  kind: 'raw',
  dataVersion: '2d1533d245c8f662',
  newest: '2021-02-12T08:55:36Z',
  loaded: [users, { ...users, table: 'events', file: 'events.parquet', rows: 3553, bytes: 147_008, columns: [] }],
  others: [],
  findings: [],
  checks: [],
};
const facts = { sessions: 578, firstDay: '2021-02-09' as Day, lastDay: '2021-02-11' as Day } as Facts;
const finding: Finding = { grade: 'warning', sentence: 'A.', file: null, column: null, line: null, samples: [] };
const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

it('tells in one sentence what was read, and in another what was found', () => {
  expect(headline(dataset, facts)).toBe(
    'Greenery: 578 sessions of 9 – 11 Feb 2021, read from two files. The checks found nothing wrong.',
  );
  expect(headline({ ...dataset, loaded: [users] }, { ...facts, sessions: 1, firstDay: null })).toBe(
    'Greenery: 1 session, read from one file. The checks found nothing wrong.',
  );
});

it('counts findings by their grade', () => {
  const note: Finding = { ...finding, grade: 'note' };
  expect(foundText([finding])).toBe('The checks found one warning.');
  expect(foundText([note, note])).toBe('The checks found two notes.');
  expect(foundText([note, finding, note])).toBe('The checks found one warning and two notes.');
});

it('states the dataset', () => {
  const told = Object.fromEntries(statedOf(dataset).map(({ term, value }) => [term, spaced(value)]));
  expect(told).toMatchObject({
    'Newest row': '12 Feb 2021, 08:55 UTC',
    'Read here': '2 tables, 3 683 rows, 168 kB',
    'Data version': '2d1533d245c8f662',
  });
  expect(statedOf({ ...dataset, newest: null }).find(({ term }) => term === 'Newest row')?.value).toBe('—');
});

describe('the two clocks', () => {
  const time = (mart: MartTime['mart'], column: string, oldest: string | null, newest: string | null) => ({
    mart,
    column,
    oldest,
    newest,
  });
  const sessions = time('sessions', 'started_at', '2021-02-09T23:55:08.000000', '2021-02-11T23:55:33.000000');
  const stock = time('stock_snapshots', 'taken_at', '2023-04-17T01:00:00.000000', '2023-05-08T01:00:00.000000');
  const orders = time('order_status', 'valid_from', '2023-01-11T01:00:00.000000', '2023-02-01T01:00:00.000000');
  const told = (times: readonly MartTime[]) => clocks(times).map(({ value }) => value);

  it('are told apart', () => {
    expect(told([sessions, stock, orders])).toEqual([
      '9 – 11 Feb 2021, UTC. The date filter goes by it: a session counts for the day on which it starts.',
      'Stock was counted 17 Apr – 8 May 2023; orders were looked at 11 Jan – 1 Feb 2023, UTC. The date filter never empties them.',
    ]);
    expect(told([sessions, orders])[1]).toMatch(/^Orders were looked at 11 Jan – 1 Feb 2023, UTC\./);
  });

  it('are missing where there is nothing to tell the time by', () => {
    expect(told([time('sessions', 'started_at', null, null)])).toEqual([
      'No session of this dataset has a time.',
      'This dataset has no snapshots of stock or orders.',
    ]);
  });
});

describe('personal data', () => {
  it('is named where the files hold it', () => {
    expect(personalText(dataset)).toContain('hold personal columns: users.first_name, users.email. No table');
  });

  it('is not claimed to be there where it is not', () => {
    const loaded = [{ ...users, columns: ['user_id', 'address_id'] }];
    expect(personalText({ ...dataset, loaded })).toBe(
      'The files hold no names, e-mail addresses, phone numbers or street addresses.',
    );
    expect(personalText({ ...dataset, kind: 'marts' })).toContain('left out when this dataset was prepared');
  });
});

it('says where in the files a finding is', () => {
  expect(placeText(finding)).toBeNull();
  expect(placeText({ ...finding, file: 'users.csv', column: 'email', line: 12 })).toBe('users.csv · email · line 12');
  expect(placeText({ ...finding, file: 'events.parquet', line: 3 })).toBe('events.parquet · row 3');
});
