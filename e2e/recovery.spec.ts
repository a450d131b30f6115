import { expect, numbersOf, open, settled, test } from './test.ts';

test('a killed engine is started again, with the same link and the same numbers', async ({ page }) => {
  await open(page, '?state=!Texas&product=Pothos,Bamboo');
  const before = await numbersOf(page);
  const link = page.url();
  const workers = page.workers();
  expect(workers.length).toBeGreaterThan(0);
  const restarted = page.waitForEvent('worker');
  await Promise.all(workers.map((worker) => worker.evaluate(() => self.close())));
  await restarted;
  await expect(page.getByRole('figure', { name: 'Funnel', exact: true })).toBeVisible();
  await settled(page);
  expect(await numbersOf(page)).toEqual(before);
  expect(page.url()).toBe(link);
});
