/** The browser’s part that turns a checked address into one it will run; TypeScript’s library does not know it yet. */
interface ScriptPolicy {
  createScriptURL(address: string): unknown;
}
interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): ScriptPolicy;
}

/** The name that the content security policy allows; a second policy of that name, or any other, is refused. */
export const trustedPolicyName = 'greenery';

/** Addresses of blobs that this page made itself; another blob may hold anything. */
const own = new Set<string>();

let policy: ScriptPolicy | null | undefined;

/**
 * The address of a script as the browser takes it where the page demands Trusted Types; elsewhere the same text. It is a
 * `TrustedScriptURL`, which the types of `Worker` and `register` call a string. Throws a TypeError for every script that is
 * not of this site or made by `ownScript`.
 */
export function trustedScriptUrl(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };
  policy ??= trustedTypes?.createPolicy(trustedPolicyName, { createScriptURL: checked }) ?? null;
  return policy === null ? checked(address) : (policy.createScriptURL(address) as string);
}

/** The address of a blob that holds this script, for `trustedScriptUrl`. It lives as long as the page. */
export function ownScript(text: string): string {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  own.add(address);
  return address;
}

function checked(address: string): string {
  const url = new URL(address, document.baseURI);
  if (own.has(address) || (/^https?:$/.test(url.protocol) && url.origin === self.origin)) return address;
  throw new TypeError(`${address} is no script of this site.`);
}
