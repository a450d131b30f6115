import { expect, it } from 'vitest';
import { type BuiltFile, partLinks, withLinks } from './firstLoad.ts';

const chunk = (name: string, imports: readonly string[], css: readonly string[] = []): BuiltFile => ({
  type: 'chunk',
  name,
  fileName: `assets/${name}-1.js`,
  imports: imports.map((other) => `assets/${other}-1.js`),
  viteMetadata: { importedCss: new Set(css) },
});

const bundle: readonly BuiltFile[] = [
  chunk('entry', ['base']),
  chunk('FunnelView', ['base', 'trend'], ['assets/FunnelView-1.css']),
  chunk('trend', ['base'], ['assets/trend-1.css']),
  chunk('base', ['trend']),
  chunk('OrdersView', ['base'], ['assets/OrdersView-1.css']),
  { type: 'asset', fileName: 'assets/font.woff2' },
];

it('links the first view, what it imports, and their styles, each once', () => {
  expect(partLinks(bundle)).toEqual([
    '<link rel="modulepreload" crossorigin href="./assets/FunnelView-1.js">',
    '<link rel="modulepreload" crossorigin href="./assets/base-1.js">',
    '<link rel="modulepreload" crossorigin href="./assets/trend-1.js">',
    '<link rel="preload" as="style" crossorigin href="./assets/FunnelView-1.css">',
    '<link rel="preload" as="style" crossorigin href="./assets/trend-1.css">',
  ]);
  expect(() => partLinks([chunk('entry', [])])).toThrow('FunnelView');
});

it('puts data before the code, parts at the end, and nothing twice', () => {
  const html =
    '<head><script type="module" src="./assets/entry-1.js"></script><link rel="modulepreload" crossorigin href="./assets/base-1.js"></head>';
  const linked = withLinks(html, ['<link rel="preload" as="fetch" href="./data/catalog.json">'], partLinks(bundle));
  expect(linked.indexOf('catalog.json')).toBeLessThan(linked.indexOf('entry-1.js'));
  expect(linked.indexOf('entry-1.js')).toBeLessThan(linked.indexOf('FunnelView-1.js'));
  expect(linked.match(/base-1\.js/g)).toHaveLength(1);
  expect(linked.endsWith('</head>')).toBe(true);
});
