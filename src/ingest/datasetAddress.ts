import { fatal } from './issue.ts';

/** Where the `data` of a link leads. */
export type DatasetAddress =
  /** The name of a dataset of this site. */
  | { readonly kind: 'id'; readonly id: string }
  /** A manifest, by its address. */
  | {
      readonly kind: 'manifest';
      readonly url: string;
      /** Absolute URL of its folder, with a slash at its end; all its files are below. */
      readonly folder: string;
      /** Origin of another site that has to be asked; null for a manifest of this site. */
      readonly foreign: string | null;
    };

/** The link wants data from another site, and nobody has agreed to that yet. */
export class UnconfirmedHostError extends Error {
  override readonly name = 'UnconfirmedHostError';
  /** Origin of the other site. */
  readonly origin: string;

  constructor(origin: string) {
    super(`This link shows data from ${new URL(origin).host}, and nothing was asked of that site yet.`);
    this.origin = origin;
  }
}

/**
 * Reads the `data` of a link: text with a slash, backslash or colon is the address of a manifest, anything else an id, which
 * is not checked here. `page` is the absolute URL that relative addresses start from. Throws DatasetError for an address that
 * must not be used: only http(s), https for other sites (or http on this computer), no password, no query.
 */
export function parseDatasetAddress(text: string, page: string): DatasetAddress {
  if (!/[/\\:]/.test(text)) return { kind: 'id', id: text };
  if (!URL.canParse(text, page)) throw refused(text, 'is no address');
  const url = new URL(text, page);
  if (!/^https?:$/.test(url.protocol)) throw refused(text, 'does not begin with https');
  if (url.username !== '' || url.password !== '') throw refused(text, 'holds a user name or a password');
  if (url.search !== '' || url.hash !== '' || !url.pathname.endsWith('/manifest.json')) {
    throw refused(text, 'does not end in “/manifest.json”');
  }
  const foreign = url.origin === new URL(page).origin ? null : url.origin;
  if (foreign !== null && url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw refused(text, 'begins with http, so that anybody on the way could change the data; only https is opened');
  }
  return { kind: 'manifest', url: url.href, folder: new URL('.', url).href, foreign };
}

/** Whether a person has to agree before the address may be asked. `confirmed` are the origins agreed to so far. */
export function needsConfirmation(address: DatasetAddress, confirmed: readonly string[]): boolean {
  return address.kind === 'manifest' && address.foreign !== null && !confirmed.includes(address.foreign);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

function refused(text: string, why: string) {
  return fatal(`The link’s “data” cannot be opened: “${text}” ${why}.`);
}
