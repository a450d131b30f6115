import { expect, it } from 'vitest';
import { type BuiltFile, partLinks, withLinks } from './firstLoad.ts';

const chunk = (name: string, imports: readonly string[], css: readonly string[] = []): BuiltFile => ({
  type: 'chunk',
  name,
  fileName: `assets/${name}-1.js`,
  code: 'x'.repeat(name === 'entry' ? 9 : name.length),
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

it('links the first view and what it imports, the largest first, and their styles, each once', () => {
  expect(partLinks(bundle)).toEqual([
    '<link rel="modulepreload" crossorigin href="./assets/FunnelView-1.js">',
    '<link rel="modulepreload" crossorigin href="./assets/trend-1.js">',
    '<link rel="modulepreload" crossorigin href="./assets/base-1.js">',
    '<link rel="stylesheet" crossorigin href="./assets/FunnelView-1.css">',
    '<link rel="stylesheet" crossorigin href="./assets/trend-1.css">',
  ]);
  expect(() => partLinks([chunk('entry', [])])).toThrow('FunnelView');
});

it('puts the code before the script that runs first, styles and data after it, and nothing twice', () => {
  const html = [
    '<head>',
    '    <script src="./theme.js"></script>',
    '    <script type="module" src="./assets/entry-1.js"></script>',
    '    <link rel="modulepreload" crossorigin href="./assets/base-1.js">',
    '    <link rel="stylesheet" crossorigin href="./assets/entry-1.css">',
    '</head>',
  ].join('\n');
  const data = ['<link rel="preload" as="fetch" href="./data/catalog.json">'];
  const names = [...withLinks(html, data, partLinks(bundle)).matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(
    ([, name]) => name,
  );
  expect(names).toEqual([
    'assets/FunnelView-1.js',
    'assets/trend-1.js',
    'assets/base-1.js',
    'theme.js',
    'assets/entry-1.css',
    'assets/FunnelView-1.css',
    'assets/trend-1.css',
    'data/catalog.json',
    'assets/entry-1.js',
  ]);
});
