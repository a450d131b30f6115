import { quoted, unescapeName } from './escaping.ts';
import { isParameterName, type ParameterName } from './parameters.ts';

/** Longer links are not read: many hosts refuse them, so nobody can have sent one that was written here. */
export const longestQuery = 8000;
const tracker = /^(utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|igshid|mc_cid|mc_eid|_ga|_gl)$/;
const mostNamed = 5;

/** A query string cut into parameters whose values are still percent-encoded, because a list is split before it is decoded. */
export interface RawQuery {
  readonly raw: ReadonlyMap<ParameterName, string>;
  readonly issues: readonly string[];
}

/** The known parameters of a query string; never throws. The first of a repeated name counts. */
export function readRawQuery(search: string): RawQuery {
  const query = search.replace(/^\?/, '');
  if (query.length > longestQuery) {
    return {
      raw: new Map(),
      issues: [
        `The link is ${query.length} characters long; no more than ${longestQuery} are read, so none of it is used.`,
      ],
    };
  }
  const raw = new Map<ParameterName, string>();
  const repeated = new Set<string>();
  const unknown = new Set<string>();
  for (const part of query.split('&').filter((piece) => piece !== '')) {
    const end = part.includes('=') ? part.indexOf('=') : part.length;
    const name = unescapeName(part.slice(0, end)) ?? part.slice(0, end);
    if (!isParameterName(name)) {
      if (!tracker.test(name)) unknown.add(name);
    } else if (raw.has(name)) repeated.add(name);
    else raw.set(name, part.slice(end + 1));
  }
  const issues: string[] = [];
  for (const name of repeated) issues.push(`The link says “${name}” more than once; the first is used.`);
  if (unknown.size > 0) issues.push(`Not known here, and ignored: the link’s ${named(unknown)}.`);
  return { raw, issues };
}

/** The query string of these values, which are percent-encoded already; '' when there are none. */
export function writeRawQuery(raw: Iterable<readonly [ParameterName, string]>): string {
  const parts = Array.from(raw, ([name, value]) => `${name}=${value}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function named(names: ReadonlySet<string>): string {
  const first = [...names].slice(0, mostNamed).map(quoted).join(', ');
  return names.size > mostNamed ? `${first} and ${names.size - mostNamed} more` : first;
}
