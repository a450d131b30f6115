import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { breaches, type House } from './testing/houseLaw.ts';
import type { SourceFile } from './testing/sourceFacts.ts';

const contract = 'engine/engine.ts';
const trustedScript = 'engine/trustedScript.ts';
const controls = ['react', 'react-aria-components', '@internationalized/date', 'lucide-react'];

const editor = [
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-sql',
  '@codemirror/language',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/highlight',
];

const house: House = {
  rooms: {
    'main.tsx': {
      purpose: 'Starts the app and does nothing else.',
      enters: ['app'],
      packages: ['react', 'react-dom'],
    },
    'rooms.test.ts': {
      purpose: 'The law of this house: what each room is for and whom it may enter.',
      enters: ['testing'],
      packages: ['node:', 'vitest'],
    },
    app: {
      purpose: 'Wires the rooms together: opens the dataset, mounts the providers and catches what nobody caught.',
      enters: [
        'sql',
        'engine',
        'ingest',
        'model',
        'queries',
        'url',
        'state',
        'charts',
        'ui',
        'features',
        'ownData',
        'offline',
      ],
      packages: ['*'],
    },
    sql: {
      purpose: 'Composes SQL as text with typed holes, so that a value can never become text.',
      enters: [],
      packages: [],
    },
    engine: {
      purpose: 'Runs SQL somewhere and gives plain rows back.',
      enters: ['sql'],
      packages: [],
      filePackages: {
        'arrowRows.ts': ['apache-arrow'],
        'duckdbWorker.ts': ['@duckdb/duckdb-wasm'],
        'node.ts': ['@duckdb/node-api', 'node:'],
        'parquetWorker.ts': ['parquet-wasm'],
        'wasm.ts': ['@duckdb/duckdb-wasm'],
      },
    },
    ingest: {
      purpose: 'Turns delivered files into tables that keep the contract of the model, or says exactly why not.',
      enters: ['sql', contract, 'model'],
      packages: ['zod/mini'],
    },
    model: {
      purpose: 'Defines every number once; knows SQL, but no engine and no React.',
      enters: ['sql'],
      packages: [],
      filePackages: {
        'drivers.ts': ['@stdlib/stats-base-dists-hypergeometric-cdf'],
        'productTests.ts': ['@stdlib/stats-base-dists-chisquare-cdf'],
      },
    },
    queries: {
      purpose: 'Asks an engine what the model defines, and keeps the answers: the one bridge between the two.',
      enters: ['sql', contract, 'model'],
      packages: ['react', '@tanstack/react-query'],
    },
    exports: {
      purpose: 'Turns answers and pictures into files that a person takes away.',
      enters: ['sql', contract, 'engine/boundWorker.ts', 'ui'],
      packages: [],
      filePackages: {
        'arrowTable.ts': ['apache-arrow'],
        'parquetWriter.ts': ['apache-arrow', 'parquet-wasm'],
        'picture.ts': ['modern-screenshot'],
      },
    },
    url: {
      purpose: 'Keeps in the link what a colleague must see; the only room that touches the address bar.',
      enters: ['model'],
      packages: ['react', 'nuqs'],
    },
    state: {
      purpose: 'Holds what nobody else needs to see.',
      enters: [],
      packages: ['zustand'],
    },
    ui: {
      purpose: 'Controls and frames that do not speak retail.',
      enters: [],
      packages: controls,
      filePackages: {
        'DataTable.tsx': ['@tanstack/react-virtual'],
        'LongTable.tsx': ['@tanstack/react-virtual'],
        'SoloPanel.tsx': ['react-dom'],
      },
    },
    charts: {
      purpose: 'Paints a view model and nothing else; the only room with Recharts.',
      enters: ['ui'],
      packages: ['react', 'recharts'],
    },
    ownData: {
      purpose:
        'A person’s own files: choosing them, saying what they mean, keeping them in this browser, publishing them.',
      enters: ['sql', contract, 'ingest', 'model', 'state', 'exports', 'ui'],
      packages: [...controls, '@tanstack/react-query'],
      filePackages: {
        'keep/keptDataset.ts': ['zod/mini'],
        'keep/keptFiles.ts': ['zod/mini'],
        'publish/publishDataset.ts': ['fflate'],
      },
    },
    offline: {
      purpose:
        'Keeps the page, the engine and the last dataset for a visit without a network, and offers a new version.',
      enters: [trustedScript, 'url/reloadPage.ts', 'ui'],
      packages: ['react', 'lucide-react'],
      filePackages: {
        'register.ts': ['workbox-window'],
        'serviceWorker.ts': ['workbox-precaching', 'workbox-routing', 'workbox-strategies', 'workbox-expiration'],
      },
    },
    features: {
      purpose: 'One folder for each thing a person sees: what it asks, how it words the answer, what it draws.',
      enters: ['model', 'queries', 'url', 'state', 'exports', 'charts', 'ui'],
      packages: [...controls, '@tanstack/react-query'],
      filePackages: {
        'data/SqlEditor.tsx': editor,
        'data/editorLanguage.ts': editor,
        'data/editorLook.ts': editor,
      },
    },
    testing: {
      purpose: 'What only tests use: a shop with known answers, a naive second opinion on every number, the house law.',
      enters: [
        'sql',
        'engine',
        'ingest',
        'model',
        'queries',
        'url',
        'state',
        'charts',
        'ui',
        '../scripts/sample/figures.ts',
      ],
      packages: ['fast-check', 'node:', 'oxc-parser', 'react', 'vitest'],
    },
  },
  testPackages: ['@testing-library/react', 'fast-check', 'node:', 'react', 'vitest', 'wabt'],
  testsOnly: ['testing', 'engine/node.ts', 'engine/contract.ts'],
  lazy: ['engine/wasm.ts', '@duckdb/duckdb-wasm', 'apache-arrow', 'recharts', 'modern-screenshot', '@codemirror/view'],
  roomsWithSql: ['sql', 'engine', 'ingest', 'model', 'testing'],
};

const src = fileURLToPath(new URL('.', import.meta.url));

function filesOfHouse(): SourceFile[] {
  const paths = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|css)$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(src.length).replaceAll('\\', '/').replace(/^\//, ''));
  return [...paths, '../index.html'].map((path) => ({ path, text: readFileSync(src + path, 'utf8') }));
}

describe('the house', () => {
  const files = filesOfHouse();

  it('keeps its law in every file', () => {
    expect(breaches(house, files)).toEqual([]);
  }, 30_000);

  it('has no room that stands empty', () => {
    const inhabited = new Set(files.map(({ path }) => path.split('/')[0]));
    expect(Object.keys(house.rooms).filter((room) => !inhabited.has(room))).toEqual([]);
  });

  it('is what the map in README.md says', () => {
    const rows = readFileSync(`${src}README.md`, 'utf8').matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm);
    const told = Object.fromEntries(Array.from(rows, ([, room, purpose]) => [room, purpose]));
    expect(told).toEqual(Object.fromEntries(Object.entries(house.rooms).map(([room, { purpose }]) => [room, purpose])));
  });
});

describe('the law', () => {
  it.each<[breach: string, path: string, text: string, said: string]>([
    ['a folder that is no room', 'reports/a.ts', '', 'reports/a.ts is in no room: give “reports” a line in the table.'],
    [
      'a folder named for nothing',
      'ui/utils/a.ts',
      '',
      'ui/utils/a.ts says nothing by the name “utils”: put it with the noun it serves.',
    ],
    ['a barrel', 'ui/index.ts', '', 'ui/index.ts says nothing by the name “index”: put it with the noun it serves.'],
    [
      'a room entered without leave',
      'charts/A.tsx',
      "import '../model/tables.ts';",
      'charts/A.tsx imports model/tables.ts: charts may not enter model.',
    ],
    [
      'an entry for a type',
      'model/a.ts',
      "import type { Engine } from '../engine/engine.ts';",
      'model/a.ts imports engine/engine.ts: model may not enter engine.',
    ],
    [
      'an entry by passing on',
      'ui/a.ts',
      "export { b } from '../state/b.ts';",
      'ui/a.ts imports state/b.ts: ui may not enter state.',
    ],
    [
      'an entry at a later time',
      'ui/a.ts',
      "await import('../state/b.ts');",
      'ui/a.ts imports state/b.ts: ui may not enter state.',
    ],
    [
      'more of a room than its door',
      'queries/a.ts',
      "import '../engine/arrowRows.ts';",
      'queries/a.ts imports engine/arrowRows.ts: queries may not enter engine.',
    ],
    [
      'an import from outside src',
      'model/a.ts',
      "import '../../scripts/b.ts';",
      'model/a.ts imports ../scripts/b.ts, which is outside src.',
    ],
    [
      'one feature in another',
      'features/funnel/a.ts',
      "import '../filters/b.ts';",
      'features/funnel/a.ts imports features/filters/b.ts: one feature may not enter another.',
    ],
    [
      'a package of another room',
      'features/funnel/A.tsx',
      "import { Bar } from 'recharts';",
      'features/funnel/A.tsx may not import the package recharts.',
    ],
    [
      'a package of another file',
      'engine/supervisor.ts',
      "import '@duckdb/node-api';",
      'engine/supervisor.ts may not import the package @duckdb/node-api.',
    ],
    [
      'more of a package than allowed',
      'ingest/a.ts',
      "import * as z from 'zod';",
      'ingest/a.ts may not import the package zod.',
    ],
    [
      'a strange package in a test',
      'sql/a.test.ts',
      "import 'recharts';",
      'The test sql/a.test.ts may not import the package recharts.',
    ],
    [
      'the native engine in the page',
      'app/a.ts',
      "import '../engine/node.ts';",
      'app/a.ts imports engine/node.ts, which is for tests only.',
    ],
    [
      'the test shop in the page',
      'app/a.ts',
      "import '../testing/shop.ts';",
      'app/a.ts imports testing/shop.ts, which is for tests only.',
    ],
    [
      'the time of day',
      'features/funnel/funnelView.ts',
      'Date.now();',
      'features/funnel/funnelView.ts uses Date.now(): the same link has to show the same numbers tomorrow.',
    ],
    [
      'the day today',
      'url/a.ts',
      'new Date();',
      'url/a.ts uses new Date(): the same link has to show the same numbers tomorrow.',
    ],
    [
      'chance',
      'model/a.ts',
      'Math.random();',
      'model/a.ts uses Math.random(): the same link has to show the same numbers tomorrow.',
    ],
    ['the address', 'app/a.ts', 'location.search;', 'app/a.ts uses location.search: only url touches the address bar.'],
    [
      'the history',
      'ui/a.ts',
      'window.history.back();',
      'ui/a.ts uses window.history: only url touches the address bar.',
    ],
    [
      'SQL by the tag',
      'features/funnel/a.ts',
      'sql`count(*)`;',
      'features/funnel/a.ts writes SQL (`count(*)`): features may not.',
    ],
    [
      'SQL as text',
      'queries/a.ts',
      'run(`select 1\nfrom events`);',
      'queries/a.ts writes SQL (`select 1): queries may not.',
    ],
    [
      'another host in code',
      'app/a.ts',
      "fetch('https://cdn.example.org/a.js');",
      'app/a.ts names https://cdn.example.org/a.js: the page speaks to no other host.',
    ],
    [
      'another host in a style',
      'app/a.css',
      '@import url(//fonts.example.org/a.css);',
      'app/a.css names //fonts.example.org/a.css: the page speaks to no other host.',
    ],
    [
      'another host in the page',
      '../index.html',
      '<script src="https://example.org/a.js">',
      '../index.html names https://example.org/a.js: the page speaks to no other host.',
    ],
  ])('sees %s', (_, path, text, said) => {
    expect(breaches(house, [{ path, text }])).toEqual([said]);
  });

  it('sees files that import each other', () => {
    const files = [
      { path: 'model/a.ts', text: "import { b } from './b.ts';" },
      { path: 'model/b.ts', text: "export * from './c.ts';" },
      { path: 'model/c.ts', text: "import './a.ts';" },
    ];
    expect(breaches(house, files)).toEqual([
      'Imports run in a circle: model/a.ts → model/b.ts → model/c.ts → model/a.ts.',
    ]);
  });

  it('sees what the first paint would wait for', () => {
    const files = [
      { path: 'main.tsx', text: "import './app/App.tsx';" },
      { path: 'app/App.tsx', text: "import '../engine/wasm.ts'; await import('../charts/FunnelChart.tsx');" },
      { path: 'engine/wasm.ts', text: '' },
      { path: 'charts/FunnelChart.tsx', text: "import 'recharts';" },
    ];
    expect(breaches(house, files)).toEqual([
      'The first paint waits for engine/wasm.ts: main.tsx → app/App.tsx → engine/wasm.ts. Use import().',
    ]);
  });

  it.each<[what: string, path: string, text: string]>([
    ['a type back to its importer', 'engine/b.ts', "import type { A } from './a.ts';"],
    ['a worker that names its page', 'engine/b.ts', "import url from './a.ts?worker&url';"],
    ['a day from the data', 'model/b.ts', "new Date('2021-02-10');"],
    ['the clock where nothing is counted', 'engine/b.ts', 'Date.now();'],
    ['the address in url', 'url/b.ts', 'window.location.search;'],
    ['a property named for a place', 'model/b.ts', 'shop.location;'],
    ['a sentence that begins like SQL', 'features/funnel/b.ts', '`Select a state from the list of ${n}`;'],
    ['the name of a namespace', 'charts/b.ts', "'http://www.w3.org/2000/svg';"],
    ['another host in a comment', 'engine/b.ts', '// see https://example.org/issues/1'],
    [
      'the shop in a test',
      'charts/b.test.tsx',
      "import '../testing/shop.ts'; import '../engine/node.ts'; import 'vitest';",
    ],
  ])('allows %s', (_, path, text) => {
    const importer = { path: 'engine/a.ts', text: "import './b.ts';" };
    expect(breaches(house, [importer, { path, text }])).toEqual([]);
  });
});
