import { chromiumArguments, findChromium } from '../scripts/browser.ts';

const executablePath = await findChromium();

/** The browser that every page is tried in: the same time zone, language and size wherever it runs. */
export const chromium = {
  browserName: 'chromium',
  viewport: { width: 1440, height: 900 },
  timezoneId: 'UTC',
  locale: 'en-US',
  // Each test opens the page anew; what one visit keeps for the next is the subject of offline.spec.ts and updates.spec.ts.
  serviceWorkers: 'block',
  trace: 'retain-on-failure',
  launchOptions: { args: chromiumArguments, ...(executablePath === undefined ? {} : { executablePath }) },
} as const;

/** A shared machine may stall a browser for seconds; a test that fails twice in a row is wrong. */
export const retries = process.env['CI'] === undefined ? 0 : 1;
