import * as z from 'zod/mini';

/** Stands beside `index.html` where the data lies on a database server. */
export const engineFileName = 'engine.json';

/** What whoever puts the site up says about the database server. Never a password: that is typed by the person. */
export interface EngineFile {
  readonly engine: 'clickhouse';
  /** Where it answers, `https://<server>:8443`; a path is kept. */
  readonly url: string;
  readonly database: string;
  /** May only read. */
  readonly user: string;
  /** The title of the dataset, in place of the one it was loaded with. */
  readonly title?: string | undefined;
  /** The currency of its prices, where the tables do not say. */
  readonly currency?: string | undefined;
}

const sentences = {
  engine: '“engine” has to be "clickhouse".',
  url: '“url” has to be the address of the server’s HTTP interface: with https (or http on localhost), its name, and its port if it has one of its own, in small letters, without user, password, “?” and “#”.',
  database: '“database” has to be the name of the database with the tables.',
  user: '“user” has to be the name of a user who may only read.',
  title: '“title” has to be a text that is not empty, or be left out.',
  currency: '“currency” has to be a code of three capital letters, such as "USD", or be left out.',
} as const;

const name = z.string().check(z.minLength(1), z.maxLength(200));

const shape = z.strictObject({
  engine: z.literal('clickhouse'),
  url: z.string().check(z.refine(isSafeAddress)),
  database: name,
  user: name,
  title: z.optional(name),
  currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))),
});

/** `text` as an engine file; where it is none, `wrong` has a sentence for each fault. */
export function parseEngineFile(
  text: string,
):
  | { readonly file: EngineFile; readonly wrong: readonly [] }
  | { readonly file: null; readonly wrong: readonly string[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { file: null, wrong: [`${engineFileName} is not JSON.`] };
  }
  const result = z.safeParse(shape, json);
  if (result.success) return { file: result.data, wrong: [] };
  const wrong = result.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map(unknownKey);
    const key = issue.path[0];
    return typeof key === 'string' && key in sentences
      ? [sentences[key as keyof typeof sentences]]
      : [`${engineFileName} has to be an object with “engine”, “url”, “database” and “user”.`];
  });
  return { file: null, wrong: [...new Set(wrong)] };
}

function unknownKey(key: string): string {
  return /pass|secret|key|token/i.test(key)
    ? `“${key}” must not be in it: everybody can read this file, and the password is typed by the person.`
    : `“${key}” is not known here. Known are ${Object.keys(sentences).join(', ')}.`;
}

/** The origin that the page may ask. */
export function engineOrigin({ url }: EngineFile): string {
  return new URL(url).origin;
}

function isSafeAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '' || /[?#]/.test(text)) return false;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  // It becomes a part of the security policy, in which “*”, “;” and quotes have a meaning of their own.
  return isSafe && /^[a-z0-9.:[\]-]+$/.test(url.host) && text.startsWith(url.origin);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}
