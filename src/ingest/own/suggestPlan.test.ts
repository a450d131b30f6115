import { describe, expect, it } from 'vitest';
import { lookAt, ownFile } from '../../testing/ownFiles.ts';
import { contractValues, type TimeOrder } from '../reading.ts';
import { absentParts } from './absentParts.ts';
import type { FileLook, FilePlan } from './plan.ts';
import { openQuestions, shapeOf, suggestPlans } from './suggestPlan.ts';

type Files = Readonly<Record<string, string>>;

async function suggest(files: Files, remembered: (shape: string) => FilePlan | null = () => null) {
  const looks = await Promise.all(Object.entries(files).map(([path, text]) => lookAt(ownFile(path, text))));
  const { plans, questions } = suggestPlans(looks, remembered);
  const [look] = looks;
  const [plan] = plans;
  if (look === undefined || plan === undefined) throw new Error('No file.');
  return { looks, plans, questions, look, plan };
}

const events = 'session_id,created_at,event_type\ns1,2021-02-11T10:00:00Z,page_view\n';
const needed = ({ questions }: { questions: ReturnType<typeof openQuestions> }) =>
  questions.filter((question) => question.needed).map(({ about, sentence }) => [about, sentence]);

function withOrder(plan: FilePlan, order: TimeOrder): FilePlan {
  return { ...plan, values: { ...plan.values, times: { ...plan.values.times, order } } };
}

describe('a table', () => {
  it.each([
    ['events', 'sid,ts,action,uid\ns,2021-02-11,view,u\n'],
    ['events', 'visitId;Event Time;eventName;sku;province\ns;2021-02-11;view;p;x\n'],
    ['users', 'user_id,email,created_at\nu,a@b.c,2021-01-01\n'],
    ['users', 'customer,mail,home_address_id,country\nu,a@b.c,a,x\n'],
    ['addresses', 'id,street,zip,region,country\na,b,c,d,e\n'],
    ['products', 'sku,title,unit_price,stock\np,Fern,1,2\n'],
    ['products', 'product_id,name,price,inventory,updated\np,Fern,1,2,3\n'],
    ['orders', 'order_number,customer_id,order_date,total\no,u,2021-01-01,1\n'],
    ['order_items', 'order,item,qty\no,p,1\n'],
    ['promos', 'coupon,amount\nc,1\n'],
    ['product_inventory_snapshot', 'sku,on_hand,valid_from,valid_to\np,1,2021-01-01,\n'],
    ['orders_snapshot', 'order_id,status,dbt_valid_from,dbt_valid_to\no,shipped,2021-01-01,\n'],
    ['inventory_levels', 'item,as_of,level\np,2021-01-01,1\n'],
    ['inventory_levels', 'sku,day,product_name,on_hand,price\np,2021-01-01,Fern,1,2\np,2021-01-08,Fern,1,2\n'],
    [null, 'x,y\n1,2\n'],
  ])('is known as %s by its columns: %j', async (table, text) => {
    expect((await suggest({ 'data.txt': text })).plan.table).toBe(table);
  });

  it.each([
    'events',
    'users',
    'addresses',
    'products',
    'orders',
    'order_items',
    'promos',
    'orders_snapshot',
    'product_inventory_snapshot',
  ])('%s of the sample is known whatever the file is called', async (table) => {
    const { readFileSync } = await import('node:fs');
    const text = readFileSync(`public/data/greenery/${table}.csv`, 'utf8').slice(0, 20_000);
    const { plan } = await suggest({ 'x.csv': text.slice(0, text.lastIndexOf('\n') + 1) });
    expect(plan.table).toBe(table);
    expect(Object.entries(plan.columns).every(([column, spelled]) => column === spelled)).toBe(true);
    expect(plan.values).toEqual(contractValues);
  });

  it('may be in two files when their columns agree; else the second is left out and that is told', async () => {
    const users = 'user_id,email\nu1,a@b.c\n';
    const alike = await suggest({ 'a.csv': users, 'b.csv': 'uid;mail\nu2;d@e.f\n', 'e.csv': events });
    expect(alike.plans.map(({ table }) => table)).toEqual(['users', 'users', 'events']);
    const unlike = await suggest({
      'a.csv': users,
      'b.csv': 'user_id,email,address_id\nu2,d@e.f,x\n',
      'e.csv': events,
    });
    expect(unlike.plans.map(({ table }) => table)).toEqual(['users', null, 'events']);
    expect(unlike.questions.map(({ path, sentence }) => [path, sentence])).toEqual([
      ['b.csv', 'It looks like users with other columns than a.csv, and is left out.'],
    ]);
  });
});

describe('what values mean', () => {
  it('is told by words for the steps, also by those that may come later', async () => {
    const { plan } = await suggest({
      'e.csv': 'sid,ts,action\ns,2021-02-11,View\ns,2021-02-11,BUY\ns,2021-02-11,login\n',
    });
    const { event_type: stands } = plan.values.stands;
    expect(stands).toMatchObject({
      View: 'page_view',
      BUY: 'checkout',
      shipped: 'package_shipped',
      basket: 'add_to_cart',
    });
    expect(stands?.['login']).toBeUndefined();
    expect(stands?.['order']).toBeUndefined();
  });

  it('is asked for where no word is known', async () => {
    const found = await suggest({ 'e.csv': 'sid,ts,action\ns,2021-02-11,a1\ns,2021-02-11,a2\n' });
    expect(needed(found)).toEqual([['steps', 'None of the event types is known as a step. Say which one is which.']]);
    const stands = { event_type: { a1: 'page_view' } };
    const plans = [{ ...found.plan, values: { ...found.plan.values, stands } }];
    expect(openQuestions(found.looks, plans).filter((question) => question.needed)).toEqual([]);
  });

  it.each<[TimeOrder, string]>([
    ['iso', '2021-02-11 10:00'],
    ['day-month-year', '13/02/2024'],
    ['month-day-year', '2/13/2024 3:05 PM'],
    ['year-month-day', '2024/02/13'],
    ['seconds', '1707833109'],
    ['milliseconds', '1707833109250'],
  ])('is %s for times such as %s', async (order, time) => {
    const found = await suggest({ 'e.csv': `sid,ts,action\ns,${time},view\n` });
    expect(found.plan.values.times.order).toBe(order);
    expect(needed(found)).toEqual([]);
  });

  it('is asked where day and month may change places, until one is chosen', async () => {
    const found = await suggest({ 'e.csv': 'sid,ts,action\ns,01/02/2024,view\ns,03/04/2024,view\n' });
    const question = 'Does the day or the month stand first in times such as “01/02/2024”?';
    expect(needed(found)).toEqual([['time-order', question]]);
    for (const order of ['day-month-year', 'month-day-year'] as const) {
      const plans = [withOrder(found.plan, order)];
      expect(needed({ questions: openQuestions(found.looks, plans) })).toEqual([]);
    }
    const proved = await suggest({ 'e.csv': 'sid,ts,action\ns,01/02/2024,view\ns,13/02/2024,view\n' });
    expect(proved.plan.values.times.order).toBe('day-month-year');
    expect(needed({ questions: openQuestions(proved.looks, [withOrder(proved.plan, 'iso')]) })[0]?.[0]).toBe(
      'time-order',
    );
  });

  it('says of times that cannot be read that they cannot', async () => {
    const found = await suggest({ 'e.csv': 'sid,ts,action\ns,13 Feb 24,view\n' });
    expect(needed(found)).toEqual([
      ['time-order', 'Times such as “13 Feb 24” cannot be read. Years need four digits.'],
    ]);
  });

  it('asks for a zone only where times do not say it', async () => {
    const zones = async (time: string) =>
      (await suggest({ 'e.csv': `sid,ts,action\ns,${time},view\n` })).questions.map(({ about, needed: isNeeded }) => [
        about,
        isNeeded,
      ]);
    expect(await zones('2021-02-11 10:00')).toEqual([['zone', false]]);
    expect(await zones('2021-02-11')).toEqual([['zone', false]]);
    expect(await zones('2021-02-11 10:00Z')).toEqual([]);
    expect(await zones('2021-02-11T10:00:00-05:00')).toEqual([]);
    expect(await zones('1707833109')).toEqual([]);
  });

  it.each([
    [',', '12,50', '1.000,00', []],
    ['.', '12.50', '1,000.00', []],
    ['.', '12', '7', []],
    ['.', '12,50', '13.50', ['decimal']],
    ['.', '1,234', '2,345', ['decimal']],
  ])('is a decimal %s for %s and %s', async (decimal, first, second, asks) => {
    const { plans, questions } = await suggest({
      'e.csv': events,
      'p.csv': `sku;name;price\np;Fern;${first}\nq;Palm;${second}\n`,
    });
    expect(plans[1]?.values.decimal).toBe(decimal);
    expect(questions.map(({ about }) => about)).toEqual(asks);
  });
});

describe('events', () => {
  it('without sessions get them of their users, after half an hour', async () => {
    const found = await suggest({ 'e.csv': 'ts,action,uid\n2021-02-11T10:00Z,view,u\n' });
    expect(found.plan.gapMinutes).toBe(30);
    expect(needed(found)).toEqual([]);
    const without = [{ ...found.plan, gapMinutes: null }];
    expect(needed({ questions: openQuestions(found.looks, without) })).toEqual([
      ['columns', 'Which column tells the session? Without one, say after how many minutes a session ends.'],
    ]);
  });

  it.each([
    [
      'ts,action,event_id',
      'Which column tells the session? Without one, a column for the user is needed to make sessions.',
    ],
    ['sid,action', 'Which column tells the time?'],
    ['sid,ts', 'Which column tells what happened?'],
  ])('with %s alone ask for what they lack', async (header, question) => {
    const row = header.split(',').map((name) => (name === 'ts' ? '2021-02-11T10:00Z' : 'view'));
    const found = await suggest({ 'e.csv': `${header}\n${row.join(',')}\n` });
    expect(found.plan.table).toBe('events');
    expect(needed(found)).toEqual([['columns', question]]);
  });

  it('are needed, and told once where nothing is known as them', async () => {
    const found = await suggest({ 'x.csv': 'x,y\n1,2\n', 'z.csv': 'z,y\n1,2\n' });
    expect(needed(found)).toEqual([['columns', 'None of the files is known to hold events. Say which one does.']]);
  });
});

it('a shape is its columns in any order, and a remembered plan is used for it', async () => {
  const found = await suggest({ 'a.csv': 'SID,ts,action\ns,2021-02-11,x\n' });
  expect(shapeOf(found.look)).toBe('action\nsid\nts');
  const kept: FilePlan = { ...found.plan, path: 'old.csv', gapMinutes: 7 };
  const asked: string[] = [];
  const again = await suggest({ 'b.csv': 'ts;sid;Action\n2021-02-11;s;x\n' }, (shape) => {
    asked.push(shape);
    return kept;
  });
  expect(asked).toEqual(['action\nsid\nts']);
  expect(again.plan).toMatchObject({ path: 'b.csv', gapMinutes: 7, csv: { delimiter: ';' } });
});

it('what is absent is told, and what is there is not', async () => {
  const { plans } = await suggest({ 'e.csv': events });
  const alone = absentParts(plans);
  expect(alone).toContain('No stock over time: the Inventory view is off.');
  expect(alone).toContain('No addresses: states and countries are off.');
  const { readFileSync } = await import('node:fs');
  const tables = [
    'events',
    'users',
    'addresses',
    'products',
    'orders',
    'order_items',
    'promos',
    'orders_snapshot',
    'product_inventory_snapshot',
  ];
  const looks: FileLook[] = await Promise.all(
    tables.map((table) => lookAt(ownFile(`${table}.csv`, readFileSync(`public/data/greenery/${table}.csv`, 'utf8')))),
  );
  expect(absentParts(suggestPlans(looks, () => null).plans)).toEqual([]);
});
