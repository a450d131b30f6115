import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openNodeEngine } from '../engine/node.ts';
import { subjects } from '../model/subjects.ts';
import { type Column, rawTables } from '../model/tables.ts';
import { deliver } from '../testing/deliver.ts';
import { deliveryOf } from '../testing/deliveryOf.ts';
import { loadDataset } from './loadDataset.ts';
import { rules } from './rules.ts';
import { columnTouches, touched } from './touches.ts';

/** Rules whose findings bend no number, with the reason. */
const harmless: Readonly<Record<string, string>> = {
  other_event_types: 'a session counts by any event, and such an event is no step',
};

it.each(rules.map((rule) => ({ ...rule })))('$id says which numbers it touches, or is known to be harmless', (rule) => {
  expect(rule.touches.length === 0).toBe(rule.id in harmless);
  expect(rule.touches.filter((subject) => !subjects.includes(subject))).toEqual([]);
});

it('says of every column that a number needs what its values touch', () => {
  const used = Object.entries(rawTables).flatMap(([table, { columns }]) =>
    Object.entries(columns as Readonly<Record<string, Column>>)
      .filter(([, column]) => column.unused !== true)
      .map(([column]) => ({ table, column })),
  );
  const known = (table: string): object => columnTouches[table as keyof typeof columnTouches];
  expect(used.filter(({ table, column }) => !(column in known(table)))).toEqual([]);
  const silent = used.filter(({ table, column }) => touched(table, column).length === 0);
  // It only tells rows apart.
  expect(silent).toEqual([{ table: 'events', column: 'event_id' }]);
});

it('says of a whole record what any of its values touches', () => {
  expect(touched('orders_snapshot', null)).toEqual(['status']);
  expect(touched('events', null)).toEqual(expect.arrayContaining(['sessions', 'steps', 'times', 'products', 'orders']));
  expect(touched('no_table', null)).toEqual([]);
  expect(touched(null, null)).toEqual([]);
});

it('reaches the findings: of a check, of values that are not of their type', async () => {
  const engine = await openNodeEngine();
  const { issues, checks } = await loadDataset({
    engine,
    ...deliver({
      events: 'event_id,session_id,event_type,created_at\ne1,s1,checkout,\ne2,s1,page_view,2021-02-11\n',
      products: 'product_id,name,price\np1,Fern,cheap\n',
    }),
  });
  await engine.close();
  expect(issues.map(({ brief, touches }) => [brief, touches])).toEqual([
    ['1 value of price is not a number', ['revenue']],
    ['1 event without a time', ['times']],
    ['1 row without price', ['revenue']],
  ]);
  expect(checks.map(({ rule }) => rule)).toEqual(rules.map(({ id }) => id));
  const outcomes = Object.fromEntries(checks.map((check) => [check.rule, check]));
  expect(outcomes['events_without_time']).toMatchObject({ outcome: 'found', count: 1, lacks: [] });
  expect(outcomes['events_without_type']).toMatchObject({ outcome: 'passed', count: 0, lacks: [] });
  expect(outcomes['checkouts_without_order']).toMatchObject({
    outcome: 'not asked',
    count: 0,
    lacks: ['events.order_id', 'orders'],
  });
});

const real = '../shared/data/greenery';

it.skipIf(!existsSync(real))(
  'of the real rows, tells of the addresses without a user, beside numbers by place',
  async () => {
    const engine = await openNodeEngine();
    const { issues, checks, tables } = await loadDataset({ engine, ...deliveryOf(real) });
    await engine.close();
    expect(issues.map(({ grade, brief, touches }) => [grade, brief, touches])).toEqual([
      ['note', '61 addresses without a user', ['places']],
    ]);
    const found = checks.filter(({ outcome }) => outcome === 'found').map(({ rule, count }) => [rule, count]);
    expect(found).toEqual([['addresses_lived_at', 61]]);
    for (const { records, rows } of tables) {
      expect(records.physical).toBe(records.accepted + records.rejected + records.ignored);
      expect(records.accepted).toBe(rows);
    }
  },
);
