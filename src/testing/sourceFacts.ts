import { type Node, parseSync, Visitor } from 'oxc-parser';

/** A file under `src`, or one beside it that goes into the page. Paths are relative to `src`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  /** A path relative to `src`, or what was asked of a package. */
  readonly target: string;
  readonly isPackage: boolean;
  /** `type` leaves no trace in the page, `address` (`?url`, `?worker`) loads nothing by itself, `later` is `import()`. */
  readonly kind: 'now' | 'later' | 'type' | 'address';
}

/** What the house law asks about one file; the texts are quotes from it. */
export interface SourceFacts {
  readonly path: string;
  readonly imports: readonly Import[];
  readonly chance: readonly string[];
  readonly addressBar: readonly string[];
  readonly sql: readonly string[];
  readonly foreign: readonly string[];
}

const foreignUrl = /(?:\b(?:https?|wss?):\/\/(?!www\.w3\.org\/)|(?<=^|["'(])\/\/(?=[\w-]+\.\w))[^\s"'`)<]+/g;
const sqlText =
  /^\s*(?:select\b[^]*\bfrom\b|with\s+\w+\s+as\s*\(|insert\s+into\b|delete\s+from\b|create\s+(?:or\s+replace\s+)?(?:temp\s+)?(?:table|view|schema)\b)/i;
const sentence = /^\s*[A-Z][a-z]/;

/** Reads the facts of one file. Throws when it is code that does not parse. */
export function sourceFacts({ path, text }: SourceFile): SourceFacts {
  if (!/\.tsx?$/.test(path)) {
    return { path, imports: [], chance: [], addressBar: [], sql: [], foreign: text.match(foreignUrl) ?? [] };
  }
  const { module, program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} does not parse: ${errors[0].message}`);

  const quote = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  const imports: Import[] = [];
  const imported = (specifier: string, kind: Import['kind']): void => {
    const [name = '', query] = specifier.split('?');
    const isPackage = !name.startsWith('.');
    const target = isPackage ? name : resolved(path, name);
    imports.push({ from: path, target, isPackage, kind: query === undefined ? kind : 'address' });
  };
  for (const { moduleRequest, entries } of module.staticImports) {
    imported(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType) ? 'type' : 'now');
  }
  for (const { moduleRequest, isType } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest) imported(moduleRequest.value, isType ? 'type' : 'now');
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^(['"])(.+)\1$/.exec(quote(moduleRequest));
    if (literal?.[2]) imported(literal[2], 'later');
  }

  const chance = new Set<string>();
  const addressBar = new Set<string>();
  const sql = new Set<string>();
  const foreign = new Set<string>();
  const words = (value: string): void => {
    for (const [url] of value.matchAll(foreignUrl)) foreign.add(url);
  };
  new Visitor({
    CallExpression(node) {
      const callee = quote(node.callee);
      if (callee === 'Date.now' || callee === 'Date' || callee === 'Math.random') chance.add(`${callee}()`);
    },
    NewExpression(node) {
      if (quote(node.callee) === 'Date' && node.arguments.length === 0) chance.add('new Date()');
    },
    MemberExpression(node) {
      if (isNamed(node.object, 'location', 'history')) addressBar.add(quote(node));
      if (
        isNamed(node.object, 'window', 'document', 'globalThis', 'self') &&
        isNamed(node.property, 'location', 'history')
      )
        addressBar.add(quote(node));
    },
    TaggedTemplateExpression(node) {
      if (isNamed(node.tag, 'sql')) sql.add(firstLine(quote(node.quasi)));
    },
    TemplateLiteral(node) {
      const content = quote(node).slice(1, -1);
      words(content);
      if (sqlText.test(content) && !sentence.test(content)) sql.add(firstLine(quote(node)));
    },
    Literal(node) {
      if (typeof node.value === 'string') words(node.value);
    },
    JSXText(node) {
      words(node.value);
    },
  }).visit(program);
  return { path, imports, chance: [...chance], addressBar: [...addressBar], sql: [...sql], foreign: [...foreign] };
}

function isNamed(node: Node, ...names: string[]): boolean {
  return node.type === 'Identifier' && names.includes(node.name);
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** `./c.ts` as seen from `a/b.ts` is `a/c.ts`. */
function resolved(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.push(...(parts.pop() === undefined ? ['..'] : []));
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
