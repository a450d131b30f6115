import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { pageAddress, password, plainAddress, serverAddress } from './addresses.ts';

const known = new Set([pageAddress, plainAddress, serverAddress].map((address) => new URL(address).host));

/** Every test also asserts that the page asked nothing of a third host, broke no rule of its policy, and wrote the password nowhere. */
export const test = base.extend<{ strict: void }>({
  strict: [
    async ({ context }, use) => {
      const foreign: string[] = [];
      const said: string[] = [];
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (/^(http|ws)s?:$/.test(url.protocol) && !known.has(url.host)) foreign.push(request.url());
        if (decodeURIComponent(request.url()).includes(password)) said.push(request.url());
      });
      context.on('console', (message) => {
        const text = message.text();
        if (/Content Security Policy|requires 'Trusted/.test(text) || text.includes(password)) said.push(text);
      });
      await passOverDrivers(context);
      await use();
      expect(foreign, 'requests to another host').toEqual([]);
      expect(said, 'breaches of the policy, or the password').toEqual([]);
      for (const page of context.pages()) {
        const kept = await page
          .evaluate(() =>
            JSON.stringify([
              Object.entries(localStorage),
              Object.entries(sessionStorage),
              location.href,
              document.cookie,
            ]),
          )
          .catch(() => '');
        expect(kept).not.toContain(password);
      }
    },
    { auto: true },
  ],
});

/**
 * ClickHouse plans the search for drivers for half a minute and cannot be stopped at it: tests of everything else do not ask. Its
 * numbers are compared in differential.test.ts.
 */
export async function passOverDrivers(context: BrowserContext): Promise<void> {
  await context.route(`${serverAddress}/**`, (route) =>
    /\bentered as\b/.test(route.request().postData() ?? '') ? route.abort() : route.fallback(),
  );
}

export { expect };

/** The sign-in screen’s field. */
export function passwordField(page: Page) {
  return page
    .getByRole('textbox', { name: 'Password', exact: true })
    .or(page.getByLabel('Password', { exact: true }))
    .first();
}

/** Opens this query string and signs in; the first numbers need not be there yet. */
export async function signIn(page: Page, search = ''): Promise<void> {
  await page.goto(`${pageAddress}/${search}`);
  await passwordField(page).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready');
}

/** The bodies of all tables of the page, by their names, as a reader without eyes gets them. */
export async function tablesOf(page: Page, except: readonly string[] = []): Promise<Record<string, string[][]>> {
  const tables = await page
    .getByRole('main')
    .evaluate((main) =>
      Array.from(
        main.querySelectorAll('table'),
        (table) =>
          [
            table.caption?.textContent?.trim() ?? table.getAttribute('aria-label') ?? '',
            Array.from(table.querySelectorAll('tbody tr'), (row) =>
              Array.from(row.querySelectorAll('th, td'), (cell) => cell.textContent?.trim() ?? ''),
            ),
          ] as const,
      ),
    );
  return Object.fromEntries(tables.filter(([name]) => !except.includes(name)));
}

/** The same page on DuckDB in the browser, settled; for what the tables should say. */
export async function tablesOnDuckdb(page: Page, search: string, except: readonly string[] = []) {
  const plain = await page.context().newPage();
  await plain.goto(`${plainAddress}/${search}`);
  await expect(plain.locator('html')).toHaveAttribute('data-engine', 'ready', { timeout: 60_000 });
  await expect(plain.getByRole('figure').first()).toBeVisible();
  await expect(plain.locator('[aria-busy="true"]')).toHaveCount(0);
  const tables = await tablesOf(plain, except);
  await plain.close();
  return tables;
}
