import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { type Manifest, parseCatalog, parseManifest } from '../../src/ingest/manifest.ts';

/** The part that shows a link without anything in it. */
const firstView = 'FunnelView';

interface BuiltChunk {
  readonly type: 'chunk';
  readonly name: string;
  readonly fileName: string;
  readonly code: string;
  readonly imports: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
}
export type BuiltFile = BuiltChunk | { readonly type: 'asset'; readonly fileName: string };

/**
 * Names in the built page what its first view needs and what only its code would ask for: otherwise a slow line stands idle while
 * one file after the other tells of the next. `hasData` says that the page reads the datasets beside it.
 */
export function firstLoad({ hasData }: { readonly hasData: boolean }): Plugin {
  let folder = '';
  return {
    name: 'first-load',
    apply: 'build',
    configResolved: ({ root, build: { outDir } }) => {
      folder = resolve(root, outDir);
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler(_, bundle) {
        const path = join(folder, 'index.html');
        const html = await readFile(path, 'utf8');
        const data = hasData ? await dataLinks(join(folder, 'data')) : [];
        await writeFile(path, withLinks(html, data, partLinks(Object.values(bundle) as BuiltFile[])));
      },
    },
  };
}

/**
 * The page with the links to its code, the largest file first, and then those to styles and data, each once. Between them is the script that
 * runs before the first paint and asks for the fonts: with a policy in a `meta` element a browser looks no further ahead than such a script,
 * and the code is the longest to come.
 */
export function withLinks(html: string, data: readonly string[], parts: readonly string[]): string {
  const early = /[ \t]*<script src="[^"]+"><\/script>\n?/.exec(html)?.[0] ?? '';
  const own: string[] = [];
  const bare = html.replace(early, '').replace(/[ \t]*<link rel="(?:modulepreload|stylesheet)"[^>]*>\n?/g, (link) => {
    own.push(link.trim());
    return '';
  });
  const isCode = (link: string) => link.includes('modulepreload');
  const code = [...parts, ...own].filter(isCode);
  // The page’s own styles come first: those of a part build on them.
  const styles = [...own, ...parts].filter((link) => !isCode(link));
  const lines = (links: readonly string[]) => Array.from(new Set(links), (link) => `    ${link}\n`);
  return bare.replace(/[ \t]*<script type="module"/, (script) =>
    [...lines(code), early, ...lines([...styles, ...data]), script].join(''),
  );
}

/** Links to the code of the first view, the largest file first, and to its styles. */
export function partLinks(bundle: readonly BuiltFile[]): string[] {
  const chunks = new Map(bundle.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
  const first = [...chunks.values()].find(({ name }) => name === firstView);
  if (first === undefined) throw new Error(`The build has no part called ${firstView}.`);
  const needed = new Set<BuiltChunk>();
  const add = (chunk: BuiltChunk) => {
    if (needed.has(chunk)) return;
    needed.add(chunk);
    for (const file of chunk.imports) {
      const imported = chunks.get(file);
      if (imported !== undefined) add(imported);
    }
  };
  add(first);
  const styles = new Set([...needed].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
  return [
    ...[...needed]
      .sort((a, b) => b.code.length - a.code.length)
      .map(({ fileName }) => `<link rel="modulepreload" crossorigin href="./${fileName}">`),
    // Not only preloaded: the code would add it as a style sheet then, and wait for that.
    ...Array.from(styles, (file) => `<link rel="stylesheet" crossorigin href="./${file}">`),
  ];
}

/** Links to what is read of the catalogue’s default dataset before the engine is there; none where it has no answers. */
async function dataLinks(data: string): Promise<string[]> {
  const path = join(data, 'catalog.json');
  const catalog = parseCatalog(await readFile(path, 'utf8').catch(() => '{"default":"none","datasets":[]}'), path);
  const listed = catalog.datasets.find(({ id }) => id === catalog.default);
  if (listed === undefined) return [];
  const manifest = await manifestIn(join(data, listed.folder)).catch(() => null);
  if (manifest?.answers === undefined) return [];
  const { file, sha256 } = manifest.answers;
  const base = `./data/${listed.folder}/`;
  return ['./data/catalog.json', `${base}manifest.json`, `${base}${file}?v=${sha256.slice(0, 16)}`].map(
    (address) => `<link rel="preload" as="fetch" crossorigin href="${address}">`,
  );
}

async function manifestIn(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json');
  return parseManifest(await readFile(path, 'utf8'), path);
}
