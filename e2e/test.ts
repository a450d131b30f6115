import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

/** Every test also asserts that the page asked nothing of another host and broke no rule of its content security policy. */
export const test = base.extend<{ strict: void }>({
  strict: [
    async ({ context, baseURL }, use) => {
      const own = new URL(baseURL ?? '').host;
      const foreign: string[] = [];
      const refused: string[] = [];
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (/^(http|ws)s?:$/.test(url.protocol) && url.host !== own) foreign.push(request.url());
      });
      context.on('console', (message) => {
        if (/Content Security Policy|requires 'Trusted/.test(message.text())) refused.push(message.text());
      });
      await use();
      expect(foreign, 'requests to another host').toEqual([]);
      expect(refused, 'breaches of the content security policy').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Waits until the engine answers and no panel shows older numbers. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready', { timeout: 60_000 });
  await expect(page.getByRole('figure').first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** Opens the dashboard with this query string and waits for its numbers. */
export async function open(page: Page, search = ''): Promise<void> {
  await page.goto(`./${search}`);
  await settled(page);
}

/** Goes to this query string within the open page, as Back and Forward do. Opening costs seconds: most tests need it only once. */
export async function follow(page: Page, search: string): Promise<void> {
  await page.evaluate((link) => {
    history.pushState(null, '', link);
    dispatchEvent(new PopStateEvent('popstate'));
  }, search);
}

/** The body of the table behind the panel with this title, as a reader without eyes gets it. */
export async function tableOf(page: Page, title: string): Promise<string[][]> {
  const rows = page.getByRole('table', { name: title, exact: true }).locator('tbody tr');
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
  );
}

/** All numbers on the page that a link must bring back. */
export async function numbersOf(page: Page): Promise<Record<string, string[][]>> {
  const titles = ['Funnel', 'Step conversion', 'By state'];
  return Object.fromEntries(
    await Promise.all(titles.map(async (title) => [title, await tableOf(page, title)] as const)),
  );
}

/** What axe finds wrong on the page as it is. */
export async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
