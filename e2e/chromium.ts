import { chromiumArguments, findChromium } from '../scripts/browser.ts';

const executablePath = await findChromium();

/**
 * Every test compiles the database anew, as it has a browser profile of its own. V8 then optimizes what it has compiled: seconds
 * of work on every opening that pay off for a person who stays, and a test is over by then. The bench runs without this.
 */
const chromiumOfTests: string[] = [...chromiumArguments, '--js-flags=--liftoff-only'];

/** The browser that every page is tried in: the same time zone, language and size wherever it runs. */
export const chromium = {
  browserName: 'chromium',
  viewport: { width: 1440, height: 900 },
  timezoneId: 'UTC',
  locale: 'en-US',
  // Each test opens the page anew; what one visit keeps for the next is the subject of offline.spec.ts and updates.spec.ts.
  serviceWorkers: 'block',
  // Recording costs a quarter of a run: what failed records itself when it is tried again. `--trace on` records a single run.
  trace: 'on-first-retry',
  launchOptions: {
    args: chromiumOfTests,
    ...(executablePath === undefined ? {} : { executablePath }),
  },
} as const;

/** A shared machine may stall a browser for seconds; a test that fails twice in a row is wrong. */
export const retries = process.env['CI'] === undefined ? 0 : 1;
