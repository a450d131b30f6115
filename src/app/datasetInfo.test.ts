import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { issue } from '../ingest/issue.ts';
import { parseManifest } from '../ingest/manifest.ts';
import { datasetInfo } from './datasetInfo.ts';

const manifest = parseManifest(readFileSync('public/data/greenery/manifest.json', 'utf8'), 'manifest.json');
const base = 'http://shop.example/data/greenery/';

it('tells of every published file where it is, and of those that were read what became of them', () => {
  const [events] = manifest.tables;
  const report = {
    tables: [
      {
        table: 'events',
        file: events?.file ?? '',
        format: 'parquet' as const,
        rows: 3553,
        records: { physical: 3556, accepted: 3553, rejected: 2, ignored: 1 },
        rejects: [
          { file: 'events', place: { unit: 'row' as const, number: 5 }, column: null, reason: 'short', text: 'a' },
        ],
        columns: ['event_id'],
        ignoredColumns: ['colour'],
        failedCasts: [
          { column: 'created_at', count: 2, place: { unit: 'row' as const, number: 7 }, text: 'soon' },
          { column: 'created_at', count: 1, place: { unit: 'row' as const, number: 9 }, text: 'later' },
        ],
      },
    ],
    issues: [
      issue('warning', 'A warning.', { file: 'events.parquet', samples: [{ id: 'e1', at: null }] }),
      issue('note', 'A note.'),
    ],
    checks: [
      {
        rule: 'events_present',
        table: 'events',
        looksFor: 'there is at least one event',
        grade: 'fatal' as const,
        outcome: 'passed' as const,
        count: 0,
        lacks: [],
      },
    ],
  };
  const { loaded, others, findings, checks } = datasetInfo({ manifest, base, report });
  expect(loaded.map(({ file }) => file)).toEqual(manifest.tables.map(({ file }) => file));
  expect(others.map(({ file }) => file)).toEqual(manifest.downloads?.map(({ file }) => file));
  expect([...loaded, ...others].map(({ url }) => url)).toEqual(
    [...manifest.tables, ...(manifest.downloads ?? [])].map(({ file }) => base + file),
  );
  expect(loaded[0]).toMatchObject({
    columns: ['event_id'],
    ignoredColumns: ['colour'],
    records: { physical: 3556, accepted: 3553, rejected: 2, ignored: 1 },
    emptied: [{ count: 2 }, { count: 1 }],
    rejects: [{ reason: 'short' }],
  });
  expect(loaded[1]).toMatchObject({ columns: [], ignoredColumns: [], records: null, emptied: [], rejects: [] });
  expect(checks).toMatchObject([{ id: 'events_present', grade: 'warning', outcome: 'passed' }]);
  expect(findings.map(({ grade, samples }) => [grade, samples])).toEqual([
    ['warning', ['e1 · —']],
    ['note', []],
  ]);
});
