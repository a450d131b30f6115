import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dataVersion } from '../src/ingest/dataVersion.ts';
import { fileEntry } from '../src/ingest/publishedManifest.ts';
import type { RawTable } from '../src/model/tables.ts';
import { figures } from '../src/testing/figures.ts';
import { expect, open, tableOf, test } from './test.ts';

interface Home {
  readonly state: string;
  readonly country: string;
  readonly sessions: number;
}

/** Answers for a dataset `places`: each home has one user, whose sessions all view a page; every second one checks out. */
async function serve(page: Page, homes: readonly Home[]): Promise<void> {
  const csv = (header: string, rows: readonly string[]) => Buffer.from([header, ...rows, ''].join('\n'));
  const events = homes.flatMap(({ sessions }, home) =>
    Array.from({ length: sessions }, (_, visit) => {
      const event = (type: string, minute: number) =>
        `e${home}-${visit}-${type},s${home}-${visit},u${home},${type},2024-03-0${(visit % 3) + 1}T10:0${minute}:00Z`;
      return visit % 2 === 0 ? [event('page_view', 0)] : [event('page_view', 0), event('checkout', 5)];
    }).flat(),
  );
  const files = {
    events: csv('event_id,session_id,user_id,event_type,created_at', events),
    users: csv(
      'user_id,address_id',
      homes.map((_, index) => `u${index},a${index}`),
    ),
    addresses: csv(
      'address_id,state,country',
      homes.map(({ state, country }, index) => `a${index},"${state}","${country}"`),
    ),
  };
  const tables = await Promise.all(
    Object.entries(files).map(([table, content]) =>
      fileEntry(
        {
          table: table as RawTable,
          file: `${table}.csv`,
          rows: content.toString().split('\n').length - 2,
          newest: table === 'events' ? '2024-03-03T10:05:00Z' : null,
        },
        content,
      ),
    ),
  );
  const manifest = {
    format: 1,
    id: 'places',
    title: 'Places',
    description: 'Made up.',
    currency: 'EUR',
    kind: 'raw',
    newest: '2024-03-03T10:05:00Z',
    dataVersion: await dataVersion(tables),
    tables,
  };
  await page.route('**/data/places/**', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    if (name === 'manifest.json') return route.fulfill({ json: manifest });
    return route.fulfill({ contentType: 'text/csv', body: files[name.replace('.csv', '') as keyof typeof files] });
  });
}

const panel = (page: Page) => page.getByRole('figure', { name: 'By state', exact: true });
const map = (page: Page) => panel(page).getByRole('group', { name: /^Map of the United States/ });
const legend = (page: Page) => panel(page).getByRole('list', { name: 'Colours' }).getByRole('listitem').allInnerTexts();
const inSelection = async (page: Page) =>
  (await tableOf(page, 'By state')).filter((row) => row.at(-1) === 'yes').map(([state]) => state);
const plain = (texts: readonly string[]) => texts.map((text) => text.replaceAll(/[\u00a0\u202f]/g, ' '));

async function axe(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

test('the map has every state of the reference figures with its numbers, and a legend for each measure', async ({
  page,
}) => {
  await open(page);
  const names = await map(page)
    .getByRole('button')
    .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('aria-label') ?? ''));
  const counted = names.map((name) => /^(.+): (\d+) sessions?, (\d+) lost, .+ % convert$/.exec(name)?.slice(1, 4));
  expect(new Set(counted.map((each) => each?.join()))).toEqual(
    new Set(
      figures.states.map(({ state, sessions, counts: [entered = 0, , converted = 0] }) =>
        [state, sessions, entered - converted].join(),
      ),
    ),
  );
  const ranks = counted.map((each) => Number(each?.[1]));
  expect(ranks).toEqual([...ranks].sort((a, b) => b - a));

  expect(plain(await legend(page))).toEqual(['no sessions', '1 – 2', '3 – 9', '10 – 29', '30 – 99', '100 – 221']);
  await panel(page).getByRole('radio', { name: 'Lost' }).click();
  await expect(map(page)).toHaveAccessibleName('Map of the United States, coloured by lost');
  await expect.poll(() => new URL(page.url()).search).toBe('?map=lost');
  expect(plain(await legend(page)).slice(0, 2)).toEqual(['no sessions', '0']);
  await panel(page).getByRole('radio', { name: 'Conversion' }).click();
  await expect.poll(() => new URL(page.url()).search).toBe('?map=conversion');
  await expect.poll(async () => plain(await legend(page)).at(-1)).toBe('80 – 100 %');
  await page.goBack();
  await expect(panel(page).getByRole('radio', { name: 'Lost' })).toBeChecked();
});

test('states are chosen one after the other on the map and in the list, while all stay in sight', async ({ page }) => {
  await open(page);
  await map(page)
    .getByRole('button', { name: /^Texas:/ })
    .click();
  await expect(page).toHaveURL(/\?state=Texas$/);
  await panel(page)
    .getByRole('listitem')
    .getByRole('button', { name: /^California:/ })
    .click();
  await expect(page).toHaveURL(/\?state=California,Texas$/);
  await expect(panel(page)).toContainText('all states; the state filter is marked, not applied');
  await expect(map(page).getByRole('button', { pressed: true })).toHaveCount(2);
  await expect.poll(() => inSelection(page)).toEqual(['Texas', 'California']);
  expect(await tableOf(page, 'By state')).toHaveLength(32);
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['143', '143', '143', '131']);
  await map(page)
    .getByRole('button', { name: /^Texas:/ })
    .click();
  await expect(page).toHaveURL(/\?state=California$/);
  await page.goBack();
  await page.goBack();
  await expect(map(page).getByRole('button', { pressed: true })).toHaveCount(1);
  await expect.poll(() => inSelection(page)).toEqual(['Texas']);
});

test('the keyboard goes through the states in their order, and a state left out can be let in again', async ({
  page,
}) => {
  await open(page, '?state=!Georgia');
  expect(await inSelection(page)).not.toContain('Georgia');
  await panel(page).getByRole('radio', { name: 'Sessions' }).focus();
  for (let presses = 0; presses < 4; presses++) {
    await page.keyboard.press('Tab');
    if ((await map(page).locator(':focus').count()) > 0) break;
  }
  const focused = map(page).locator(':focus');
  await expect(focused).toHaveAccessibleName(/^Georgia: 221 sessions, 217 lost, 1\.81 % convert, left out$/);
  await page.keyboard.press('ArrowRight');
  await expect(focused).toHaveAccessibleName(/^Texas: 87 sessions/);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/$/);
  await expect(focused).toHaveAccessibleName(/^Georgia: 221 sessions, 217 lost, 1\.81 % convert$/);
});

test('the other filters change the map', async ({ page }) => {
  await open(page, '?traffic=without-burst&product=Pothos&from=2021-02-10&to=2021-02-10');
  const rows = await tableOf(page, 'By state');
  const [funnel] = await tableOf(page, 'Funnel');
  expect(String(rows.reduce((sum, row) => sum + Number(row[4]), 0))).toBe(funnel?.[1]);
  await expect(map(page).getByRole('button')).toHaveCount(rows.length);
});

test('a shop in several countries has a list of countries, and its American part on the map; nothing is dropped', async ({
  page,
}) => {
  await serve(page, [
    { state: 'Georgia', country: 'United States', sessions: 8 },
    { state: 'ny', country: 'United States', sessions: 4 },
    { state: 'Puerto Rico', country: 'United States', sessions: 2 },
    { state: 'Georgia', country: 'Georgia', sessions: 6 },
    { state: 'Île-de-France', country: 'France', sessions: 12 },
    { state: 'Bretagne', country: 'France', sessions: 2 },
  ]);
  await open(page, '?data=places');
  expect((await tableOf(page, 'By country')).map((row) => [row[0], row[2], row.at(-1)])).toEqual([
    ['France', '14', 'yes'],
    ['United States', '14', 'yes'],
    ['Georgia', '6', 'yes'],
  ]);
  const switches = map(page).getByRole('button');
  await expect(switches).toHaveCount(2);
  await expect(switches.first()).toHaveAccessibleName(/^Georgia: 8 sessions, 4 lost, 50\.00 % convert$/);
  await expect(panel(page)).toContainText(
    'Not on the map: Puerto Rico (2 sessions), 3 states abroad. The list has them.',
  );
  expect(await tableOf(page, 'By state')).toHaveLength(6);

  const countries = page.getByRole('figure', { name: 'By country', exact: true });
  await countries.getByRole('button', { name: /^France:/ }).click();
  await expect(page).toHaveURL(/country=France$/);
  await expect
    .poll(async () => (await tableOf(page, 'By state')).map(([state]) => state))
    .toEqual(['Île-de-France', 'Bretagne']);
  await expect(map(page)).toHaveCount(0);
  expect((await tableOf(page, 'By country')).map((row) => row.at(-1))).toEqual(['yes', 'no', 'no']);
  await countries.getByRole('button', { name: /^France:/ }).click();
  await expect(map(page)).toBeVisible();
});

test('three thousand regions with names without end stay usable', async ({ page }) => {
  const name = 'Verwaltungsgemeinschaft 日本語 '.repeat(3);
  await serve(page, [
    { state: 'Ohio', country: 'United States', sessions: 3 },
    ...Array.from({ length: 3000 }, (_, index) => ({
      state: `${name}${index}`,
      country: 'United States',
      sessions: 1,
    })),
  ]);
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '?data=places');
  await expect(panel(page)).toContainText(/2.988 more names/);
  await expect(panel(page).getByRole('button', { name: /^Show 200 more of 3001 states/ })).toBeVisible();
  expect(await tableOf(page, 'By state')).toHaveLength(3001);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await map(page).getByRole('button', { name: /^Ohio/ }).click();
  await expect(page).toHaveURL(/state=Ohio$/);
  await expect.poll(async () => (await tableOf(page, 'Funnel'))[0]?.[1]).toBe('3');
});

test('the list has the numbers when the map cannot be loaded', async ({ page }) => {
  await page.route('**/assets/StateMap-*.js', (route) => route.abort());
  await open(page);
  await expect(panel(page)).toContainText('The map could not be loaded. The list has the same numbers.');
  await expect(
    panel(page)
      .getByRole('listitem')
      .getByRole('button', { name: /^Georgia:/ }),
  ).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    test('axe finds nothing in any colouring, and nothing is cut off', async ({ page }) => {
      test.setTimeout(120_000);
      await open(page, '?state=Georgia,Texas');
      for (const measure of ['Sessions', 'Conversion', 'Lost']) {
        await panel(page).getByRole('radio', { name: measure }).click();
        await expect(map(page)).toHaveAccessibleName(new RegExp(`by ${measure.toLowerCase()}$`));
        for (const width of measure === 'Sessions' ? [1440, 390] : [390]) {
          await page.setViewportSize({ width, height: 900 });
          await map(page).getByRole('button').first().focus();
          expect(await axe(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        }
      }
    });
  });
}
