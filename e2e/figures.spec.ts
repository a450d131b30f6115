import { figures, figures2021 } from '../src/testing/figures.ts';
import { expect, follow, open, settled, tableOf, test } from './test.ts';

/** A column of numbers, as the table prints them. */
function column(rows: string[][], index: number): (string | undefined)[] {
  return rows.map((row) => row[index]);
}

test('the default page shows the reference figures of the 578-session edition', async ({ page }) => {
  await open(page);
  const funnel = await tableOf(page, 'Funnel');
  expect(column(funnel, 1)).toEqual(figures.funnel.map(({ count }) => String(count)));
  const text = funnel.flat().join(' | ');
  for (const rate of ['62.46 %', '80.80 %', '77.30 %', '57.96 %', '19.20 %', '22.70 %']) expect(text).toContain(rate);
  for (const lost of ['111', '106', '26']) expect(funnel.flat()).toContain(lost);

  const days = await tableOf(page, 'Step conversion');
  expect(days).toHaveLength(3);
  figures.days.forEach(({ counts }, index) => {
    for (const count of counts) expect(days[index]).toContain(String(count));
  });

  const states = await tableOf(page, 'By state');
  const stateCounts = states.map(([state, , ...numbers]) => [state, ...numbers.slice(0, 6)]);
  const expectedStates = figures.states.map(({ state, users, sessions, counts }) =>
    [state, users, sessions, ...counts].map(String),
  );
  expect(new Set(stateCounts.map(String))).toEqual(new Set(expectedStates.map(String)));
  expect(states.find(([name]) => name === 'Georgia')).toEqual(expect.arrayContaining(['221', '217', '1.81 %']));

  const main = page.getByRole('main');
  await expect(main).toContainText('111 sessions');
  await expect(main).toContainText('22.7');
  await expect(main).toContainText(/One burst user in Georgia accounts for all 217 lost sessions/);
});

test('the 1108-session edition has other numbers for the two readings', async ({ page }) => {
  await open(page, '?data=greenery-2021');
  expect(column(await tableOf(page, 'Funnel'), 1).slice(0, 3)).toEqual(figures2021.reached.map(String));

  await follow(page, '?data=greenery-2021&reading=has&base=all');
  await settled(page);
  const has = await tableOf(page, 'Funnel');
  expect(column(has, 1).slice(0, 3)).toEqual(figures2021.has.map(String));
  expect(has[2]?.join(' ')).toContain('36.10 %');
  expect(has[0]?.join(' ')).toContain('47.65 %');
});
