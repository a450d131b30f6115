import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import type { ColumnType } from '../model/tables.ts';
import { join, param, sql } from '../sql/sql.ts';
import { castColumn, standIn } from './castColumn.ts';
import { contractValues, type TimeOrder, type ValueReading } from './reading.ts';
import { isZone } from './zoneOffsets.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

/** What texts become, as DuckDB writes it; null where they are none. */
async function read(texts: readonly string[], to: ColumnType, values: Partial<ValueReading>): Promise<unknown[]> {
  const rows = join(
    texts.map((text, at) => sql`(${param(at, 'integer')}, ${param(text, 'varchar')})`),
    ', ',
  );
  const answers = await engine.run(sql`
    select cast(${castColumn(sql`written`, 'VARCHAR', to, { ...contractValues, ...values })} as varchar) as told
    from (values ${rows}) as given (place, written)
    order by place`);
  return answers.map(({ told }) => told);
}

async function times(order: TimeOrder, zone: string, texts: readonly string[]): Promise<unknown[]> {
  return read(texts, 'timestamp', { times: { order, zone } });
}

describe('a time', () => {
  it.each<[TimeOrder, string, string | null]>([
    ['day-month-year', '13/02/2024', '2024-02-13 00:00:00'],
    ['day-month-year', '1.2.2024 9:05', '2024-02-01 09:05:00'],
    ['day-month-year', '13-02-2024 14:05:09.25', '2024-02-13 14:05:09.25'],
    ['day-month-year', '13.02.2024, 14:05:09', '2024-02-13 14:05:09'],
    ['day-month-year', '13/02/2024T14:05:09Z', '2024-02-13 14:05:09'],
    ['day-month-year', '13/02/2024 14:05 +02:00', '2024-02-13 12:05:00'],
    ['day-month-year', '13/02-2024', null],
    ['day-month-year', '13/02/24', null],
    ['day-month-year', '02/13/2024', null],
    ['day-month-year', '1/2/20245', null],
    ['day-month-year', '2024-02-13', null],
    ['day-month-year', '13/02/2024 14:05 CET', null],
    ['day-month-year', '30/02/2024', null],
    ['month-day-year', '2/13/2024 3:05:09 PM', '2024-02-13 15:05:09'],
    ['month-day-year', '2/13/2024 12:00 am', '2024-02-13 00:00:00'],
    ['month-day-year', '2/13/2024 12:30PM', '2024-02-13 12:30:00'],
    ['month-day-year', '2/13/2024, 3:05 p.m.', '2024-02-13 15:05:00'],
    ['month-day-year', '2/13/2024 3:05 PM -05:00', '2024-02-13 20:05:00'],
    ['month-day-year', '2/13/2024 13:05 PM', null],
    ['month-day-year', '2/13/2024 0:05 AM', null],
    ['year-month-day', '2024/2/13 4:05', '2024-02-13 04:05:00'],
    ['year-month-day', '2024.02.13', '2024-02-13 00:00:00'],
    ['iso', '2024-02-13T14:05:09.5+0530', '2024-02-13 08:35:09.5'],
    ['iso', '2024-2-13', null],
    ['iso', '2024-02-13 02:05 PM', null],
    ['seconds', '1707833109', '2024-02-13 14:05:09'],
    ['seconds', '1707833109.25', '2024-02-13 14:05:09.25'],
    ['seconds', '2024-02-13', null],
    ['milliseconds', '1707833109250', '2024-02-13 14:05:09.25'],
    ['milliseconds', '1e12', null],
  ])('in %s: %j is %j', async (order, written, utc) => {
    expect(await times(order, 'UTC', [written])).toEqual([utc]);
  });

  it('without an offset is of the zone, and with one is not', async () => {
    expect(
      await times('iso', 'Europe/Berlin', [
        '2024-02-13 14:00',
        '2024-07-13 14:00',
        '2024-07-13',
        '2024-07-13T14:00Z',
        '2024-07-13T14:00+05:30',
      ]),
    ).toEqual([
      '2024-02-13 13:00:00',
      '2024-07-13 12:00:00',
      '2024-07-12 22:00:00',
      '2024-07-13 14:00:00',
      '2024-07-13 08:30:00',
    ]);
    expect(await times('month-day-year', 'America/New_York', ['7/4/2024 9:30 PM'])).toEqual(['2024-07-05 01:30:00']);
  });

  it('that happens twice is the first, and one that does not exist is moved on', async () => {
    expect(await times('iso', 'Europe/Berlin', ['2024-10-27 02:30', '2024-10-27 03:00', '2024-03-31 02:30'])).toEqual([
      '2024-10-27 00:30:00',
      '2024-10-27 02:00:00',
      '2024-03-31 01:30:00',
    ]);
    expect(await times('iso', 'Australia/Lord_Howe', ['2024-04-07 01:45', '2024-10-06 02:10'])).toEqual([
      '2024-04-06 14:45:00',
      '2024-10-05 15:40:00',
    ]);
    // Samoa left out a whole day.
    expect(await times('iso', 'Pacific/Apia', ['2011-12-29 23:00', '2011-12-30 12:00', '2011-12-31 00:00'])).toEqual([
      '2011-12-30 09:00:00',
      '2011-12-30 22:00:00',
      '2011-12-30 10:00:00',
    ]);
  });

  it('of a zone is the one whose clocks show it, by the browser’s own clocks', async () => {
    const zones = ['America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Europe/Berlin', 'Australia/Lord_Howe'];
    const changes = ['2011-12-30T10:00Z', '2021-03-14T07:00Z', '2021-10-31T01:00Z', '2005-10-29T15:30Z', '1996-04-07Z'];
    const anyTime = fc.integer({ min: Date.UTC(1990, 0, 3) / 1000, max: Date.UTC(2040, 11, 30) / 1000 });
    const aroundChange = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -90_000, max: 90_000 }))
      .map(([change, seconds]) => Date.parse(change) / 1000 + seconds);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zones),
        fc.array(fc.oneof(anyTime, aroundChange), { minLength: 50, maxLength: 50 }),
        async (zone, seconds) => {
          const moments = seconds.map((second) => second * 1000);
          const told = await times(
            'iso',
            zone,
            moments.map((moment) => clockText(zone, moment)),
          );
          for (const [index, moment] of moments.entries()) {
            const utc = Date.parse(`${String(told[index]).replace(' ', 'T')}Z`);
            // The same clocks show the same there; of two such moments it is the earlier one.
            expect(clockText(zone, utc)).toBe(clockText(zone, moment));
            expect(utc).toBeLessThanOrEqual(moment);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** `2024-02-13 14:05:09`, what clocks of the zone show. */
function clockText(zone: string, moment: number): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(moment);
}

describe('a number', () => {
  it.each<[ValueReading['decimal'], string, string | null, string | null]>([
    [',', '12,50', '12.5', null],
    [',', '12,0', '12.0', '12'],
    [',', ',5', '0.5', null],
    [',', '1.234,50', '1234.5', null],
    [',', '1.234.567', '1234567.0', '1234567'],
    [',', '1.234', null, null],
    [',', '12.50', null, null],
    [',', '-1 234,5', '-1234.5', null],
    ['.', '1,234.50', '1234.5', null],
    ['.', '1,234.0', '1234.0', '1234'],
    ['.', '1,234,567', '1234567.0', '1234567'],
    ['.', '1,234', null, null],
    ['.', '1,23', null, null],
    ['.', '12,34,567', null, null],
    ['.', '0,123.5', null, null],
    ['.', '1 234', '1234.0', '1234'],
    ['.', '1\u00a0234.5', '1234.5', null],
    ['.', '1’234.5', '1234.5', null],
    ['.', '1 23', null, null],
    ['.', '$12', null, null],
  ])('with decimal %s: %j is %s, and as a whole one %s', async (decimal, written, number, whole) => {
    expect(await read([written], 'number', { decimal })).toEqual([number]);
    expect(await read([written], 'integer', { decimal })).toEqual([whole]);
  });
});

it('a day alone follows the order', async () => {
  expect(
    await read(['13/02/2024', '13/02/2024 10:00'], 'date', { times: { order: 'day-month-year', zone: 'UTC' } }),
  ).toEqual(['2024-02-13', null]);
});

it('a typed number is a time only where it is said to count from 1970', async () => {
  const typed = async (order: TimeOrder) =>
    engine.run(
      sql`select cast(${castColumn(sql`cast(1707833109 as bigint)`, 'BIGINT', 'timestamp', { ...contractValues, times: { order, zone: 'UTC' } })} as varchar) as at`,
    );
  expect(await typed('iso')).toEqual([{ at: null }]);
  expect(await typed('seconds')).toEqual([{ at: '2024-02-13 14:05:09' }]);
});

it('a value stands for another where it is named, and for itself elsewhere', async () => {
  const stands = { buy: 'checkout', "it's": 'page_view' };
  const values = sql`(values (1, 'buy'), (2, 'Buy'), (3, 'it''s'), (4, null)) as given (place, word)`;
  const answers = await engine.run(sql`select ${standIn(sql`word`, stands)} as word from ${values} order by place`);
  expect(answers.map(({ word }) => word)).toEqual(['checkout', 'Buy', 'page_view', null]);
});

it('knows zones from words that are none', () => {
  expect(['Europe/Berlin', 'UTC', 'Europe/Atlantis', ''].map(isZone)).toEqual([true, true, false, false]);
});
