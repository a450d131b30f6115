import type { Plugin } from 'vite';

/** What whoever puts the site up allows beyond the site itself, as origins. */
export interface AllowedHosts {
  /** Hosts that the page may fetch datasets from, after a person agreed. */
  readonly data: readonly string[];
  /** Hosts that may show the page in a frame; `*` is everybody. */
  readonly frames: readonly string[];
  /** The database server that `engine.json` names. */
  readonly engine?: string;
}

/**
 * The hosts that the environment allows: `GREENERY_DATA_HOSTS` and `GREENERY_FRAME_HOSTS`, each a list of origins with commas
 * or blanks between. Throws an Error with a sentence for what is no origin, so that a slip of the pen fails the build and
 * neither opens nor shuts anything silently.
 */
export function allowedHosts(environment: Readonly<Record<string, string | undefined>>): AllowedHosts {
  const frames = originsOf('GREENERY_FRAME_HOSTS', environment, ['*']);
  if (frames.length > 1 && frames.includes('*')) {
    throw new Error('GREENERY_FRAME_HOSTS is either “*”, which is everybody, or a list of hosts.');
  }
  return { data: originsOf('GREENERY_DATA_HOSTS', environment), frames };
}

function originsOf(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
  words: readonly string[] = [],
): string[] {
  const parts = (environment[name] ?? '').split(/[\s,]+/).filter((part) => part !== '');
  return [...new Set(parts.map((part) => (words.includes(part) ? part : originOf(name, part))))];
}

function originOf(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  // In a policy, “*”, “;” and quotes have a meaning of their own.
  const isPlain = url !== null && /^[a-z0-9.:[\]-]+$/.test(url.host) && [url.origin, `${url.origin}/`].includes(text);
  if (isSafe && isPlain) return url.origin;
  throw new Error(
    `${name} holds “${text}”. Write each host as its origin, like “https://data.example.com”: https (or http on localhost), small letters, without a path.`,
  );
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

/** The content security policy as a header: nothing that is not named here. */
export function contentSecurityPolicy(hosts: AllowedHosts): string {
  return [...directives(hosts), ['frame-ancestors', "'self'", ...hosts.frames]]
    .map((words) => words.join(' '))
    .join('; ');
}

/** The same for a `<meta>`, in which browsers ignore `frame-ancestors` and complain about it. */
function metaPolicy(hosts: AllowedHosts): string {
  return directives(hosts)
    .map((words) => words.join(' '))
    .join('; ');
}

function directives(hosts: AllowedHosts): string[][] {
  return [
    ['default-src', "'none'"],
    // WebAssembly has to be compiled; no text is ever evaluated.
    ['script-src', "'self'", "'wasm-unsafe-eval'"],
    // Workers start from a blob, which inherits this policy; the service worker is a file of the site.
    ['worker-src', "'self'", 'blob:'],
    // The engine gets its WebAssembly module, downloaded by the page, as a blob.
    ['connect-src', "'self'", 'blob:', ...hosts.data, ...(hosts.engine === undefined ? [] : [hosts.engine])],
    // CodeMirror and React Aria write style elements of changing content. Text from data or links cannot become one: that
    // takes a sink for HTML, and Trusted Types shut those.
    ['style-src', "'self'", "'unsafe-inline'"],
    ['font-src', "'self'"],
    ['img-src', "'self'", 'data:', 'blob:'],
    ['manifest-src', "'self'"],
    ['base-uri', "'none'"],
    ['object-src', "'none'"],
    ['form-action', "'none'"],
    ['require-trusted-types-for', "'script'"],
    // Ours for scripts (src/engine/trustedScript.ts), and the default one, which lets two constant texts through
    // (src/app/harmlessHtml.ts).
    ['trusted-types', 'greenery', 'default'],
  ];
}

/** Every header that each response of the site should carry. */
export function securityHeaders(hosts: AllowedHosts): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(hosts),
    'X-Content-Type-Options': 'nosniff',
    // The address holds the filters: no other host is told it.
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': [
      'accelerometer',
      'camera',
      'display-capture',
      'geolocation',
      'gyroscope',
      'magnetometer',
      'microphone',
      'midi',
      'payment',
      'usb',
    ]
      .map((feature) => `${feature}=()`)
      .join(', '),
  };
}

/** The headers in the file `_headers`, which Netlify, Cloudflare Pages and others read from the root of a site. */
export function headersFile(hosts: AllowedHosts): string {
  const lines = Object.entries(securityHeaders(hosts)).map(([name, value]) => `  ${name}: ${value}\n`);
  return `/*\n${lines.join('')}`;
}

/** The headers as lines of an nginx `server` or `location`. */
export function nginxLines(hosts: AllowedHosts): string {
  const lines = Object.entries(securityHeaders(hosts)).map(
    ([name, value]) => `add_header ${name} "${value}" always;\n`,
  );
  return lines.join('');
}

const charset = '<meta charset="utf-8" />';

/**
 * Puts one policy wherever it can hold: the headers of the preview server, the file `_headers`, and the built page itself for
 * hosts that send no headers. The development server needs inline scripts and goes without.
 */
export function securityPolicy(hosts: AllowedHosts): Plugin {
  let isBuild = false;
  return {
    name: 'security-policy',
    config: () => ({ preview: { headers: securityHeaders(hosts) } }),
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const policy = `<meta http-equiv="Content-Security-Policy" content="${metaPolicy(hosts)}" />`;
        const metas = [
          ...(isBuild ? [policy] : []),
          `<meta name="greenery-data-hosts" content="${hosts.data.join(' ')}" />`,
          `<meta name="greenery-frame-hosts" content="${hosts.frames.join(' ')}" />`,
        ];
        // Before everything that loads something, and behind the charset, which has to be among the first 1024 bytes. Pages
        // of the test runner have none, and no policy either.
        if (isBuild && !html.includes(charset))
          throw new Error(`index.html has no ${charset} to put the policy behind.`);
        return html.replace(charset, () => [charset, ...metas].join('\n    '));
      },
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile(hosts) });
    },
  };
}
