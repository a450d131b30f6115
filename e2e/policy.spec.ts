// Without the guard of `test.ts`: this test tries what the others must never do.
import { expect, test } from '@playwright/test';
import { settled } from './test.ts';

test('the headers of the served page hold the content security policy', async ({ page }) => {
  const response = await page.goto('./');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).not.toContain("'unsafe-eval'");
  await settled(page);
  // The policy holds for the page and for the engine’s worker: neither reaches another host.
  const reach = (url: string) =>
    fetch(url).then(
      () => 'reached',
      () => 'refused',
    );
  expect(await page.evaluate(reach, 'http://127.0.0.2:9/')).toBe('refused');
});
