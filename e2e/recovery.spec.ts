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

test('the headers of the served page hold the content security policy', async ({ page }) => {
  const response = await page.goto('./');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).not.toContain("'unsafe-eval'");
  await settled(page);
  // The policy holds for the page and for the engine’s worker: neither reaches another host.
  const reach = (url: string) => fetch(url).then(() => 'reached', () => 'refused');
  expect(await page.evaluate(reach, 'http://127.0.0.2:9/')).toBe('refused');
});
