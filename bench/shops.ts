import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ShopSize, shopEdition, writeShop } from './writeShop.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the bench makes and keeps between runs. */
export const cacheFolder = join(root, '.cache', 'bench');

export const sizeIds = ['sample', '10k', '100k', '1m', '10m'] as const;
export type SizeId = (typeof sizeIds)[number];

const generated: Readonly<Record<Exclude<SizeId, 'sample'>, ShopSize>> = {
  '10k': { events: 10_000, products: 300, snapshots: 4 },
  '100k': { events: 100_000, products: 300, snapshots: 4 },
  '1m': { events: 1_000_000, products: 300, snapshots: 4 },
  '10m': { events: 10_000_000, products: 300, snapshots: 4 },
};

export const sizeTitles: Readonly<Record<SizeId, string>> = {
  sample: 'sample',
  '10k': '10 k',
  '100k': '100 k',
  '1m': '1 M',
  '10m': '10 M',
};

/** The folder with the raw files of a shop: the sample of the page, or a made-up one, which is written once. */
export async function rawFolder(size: SizeId): Promise<string> {
  if (size === 'sample') return join(root, 'public', 'data', 'greenery');
  const folder = join(cacheFolder, 'raw', size);
  const wanted = JSON.stringify({ ...generated[size], edition: shopEdition });
  const note = join(folder, 'size.json');
  if (existsSync(note) && (await readFile(note, 'utf8')) === wanted) return folder;
  await writeShop(folder, generated[size]);
  await writeFile(note, wanted);
  return folder;
}
