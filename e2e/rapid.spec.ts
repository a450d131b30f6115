import { expect, numbersOf, open, settled, test } from './test.ts';

declare global {
  interface Window {
    /** Statements that the engine’s worker was given: now, at most at once, and all. */
    statements: { now: number; most: number; all: number };
  }
}

test('changes faster than their answers: one statement runs and one waits, and the last state wins', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    const counted = { now: 0, most: 0, all: 0 };
    window.statements = counted;
    const Plain = Worker;
    window.Worker = class extends Plain {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        this.addEventListener('message', ({ data }: MessageEvent<{ statement?: number; is?: string }>) => {
          if (data.statement !== undefined && data.is !== 'begun') counted.now -= 1;
        });
      }
      override postMessage(message: { text?: string }, ...rest: unknown[]) {
        // A statement goes to the worker as a whole.
        if (message.text !== undefined) {
          counted.now += 1;
          counted.all += 1;
          counted.most = Math.max(counted.most, counted.now);
        }
        (super.postMessage as (message: unknown, ...rest: unknown[]) => void)(message, ...rest);
      }
    };
  });
  await open(page, '?by=weekday');
  const before = await page.evaluate(() => {
    window.statements.most = 0;
    return window.statements.all;
  });

  // What one change asks, told by itself.
  await page.getByRole('button', { name: /^Sessions started/ }).click();
  const day = page.getByRole('spinbutton', { name: /^day, First day/ });
  await day.focus();
  await page.keyboard.press('ArrowUp');
  await expect(page).toHaveURL(/from=2021-02-10/);
  await settled(page);
  const ofOne = (await page.evaluate(() => window.statements.all)) - before;
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
  // One that runs, and one that waits in the worker.
  expect(most).toBe(2);
  // The twelve states before the last were dropped before they were asked, or are kept from the first time.
  expect(all - before).toBeLessThan(5 * ofOne);

  const shown = await numbersOf(page);
  await page.keyboard.press('Escape');
  await page.reload();
  await settled(page);
  expect(await numbersOf(page)).toEqual(shown);
});
