import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumArguments, provideChromium } from './browser.ts';

// Draws the icons of an installed page from `public/icon.svg`; what it writes is committed.

const publicFolder = fileURLToPath(new URL('../public/', import.meta.url));

/** `margin` is the share of the width around the leaf: launchers may cut a maskable icon down to a circle of 80 %. */
const icons = [
  { name: 'icon-192', size: 192, margin: 0, ground: 'transparent' },
  { name: 'icon-512', size: 512, margin: 0, ground: 'transparent' },
  { name: 'maskable-512', size: 512, margin: 0.2, ground: '#f6f3ea' },
];

const leaf = await readFile(`${publicFolder}icon.svg`, 'utf8');
await mkdir(`${publicFolder}icons`, { recursive: true });
const browser = await chromium.launch({ executablePath: await provideChromium(), args: chromiumArguments });
const page = await browser.newPage();
for (const { name, size, margin, ground } of icons) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html { background: ${ground} } body { margin: 0; padding: ${size * margin}px } svg { display: block; width: ${size * (1 - 2 * margin)}px }</style>${leaf}`,
  );
  await writeFile(`${publicFolder}icons/${name}.png`, await page.screenshot({ omitBackground: true }));
}
await browser.close();
