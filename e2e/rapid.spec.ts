import { expect, numbersOf, open, settled, test } from './test.ts';

declare global {
  interface Window {
    /** Statements that the engine’s worker was given: now, at most at once, and all. */
    statements: { now: number; most: number; all: number };
  }
}

test('changes faster than their answers: one statement at a time, and the last state wins', async ({ page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    window.statements = { now: 0, most: 0, all: 0 };
    const post = Reflect.get(Worker.prototype, 'postMessage') as (message: unknown, ...rest: unknown[]) => void;
    // Each statement has a connection of its own, which lives as long as it does.
    Worker.prototype.postMessage = function counting(this: Worker, message: { type?: string }, ...rest: unknown[]) {
      const counted = window.statements;
      if (message.type === 'CONNECT') {
        counted.now += 1;
        counted.all += 1;
        counted.most = Math.max(counted.most, counted.now);
      }
      if (message.type === 'DISCONNECT') counted.now -= 1;
      post.call(this, message, ...rest);
    };
  });
  await open(page, '?by=weekday');
  const before = await page.evaluate(() => {
    const { now, all } = window.statements;
    window.statements.most = now;
    return { now, all };
  });

  // What one change asks, told by itself.
  await page.getByRole('button', { name: /^Sessions started/ }).click();
  const day = page.getByRole('spinbutton', { name: /^day, First day/ });
  await day.focus();
  await page.keyboard.press('ArrowUp');
  await expect(page).toHaveURL(/from=2021-02-10/);
  await settled(page);
  const ofOne = (await page.evaluate(() => window.statements.all)) - before.all;
  expect(ofOne).toBeGreaterThan(5);

  // Down, up, down …: twelve states within a moment.
  for (let press = 0; press < 6; press++) {
    await page.keyboard.press('ArrowUp', { delay: 0 });
    await page.keyboard.press('ArrowDown', { delay: 0 });
  }
  await page.keyboard.press('ArrowUp');
  await expect(page).toHaveURL(/from=2021-02-11/);
  await settled(page);
  const { most, all } = await page.evaluate(() => window.statements);
  expect(most - before.now).toBe(1);
  // The twelve states before the last were dropped before they were asked, or are kept from the first time.
  expect(all - before.all).toBeLessThan(5 * ofOne);

  const shown = await numbersOf(page);
  await page.keyboard.press('Escape');
  await page.reload();
  await settled(page);
  expect(await numbersOf(page)).toEqual(shown);
});
