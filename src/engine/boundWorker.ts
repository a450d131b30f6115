import { ownScript, trustedScriptUrl } from './trustedScript.ts';

/** One blob for each script, kept: a worker may still be reading it when the next one starts. */
const blobs = new Map<string, string>();

/**
 * A module worker that the page’s content security policy binds. A worker from the network obeys only the header of its own
 * script, which many static hosts cannot send; one from a blob inherits the policy of the page, and imports the script.
 * `url` is absolute and of this site, otherwise a TypeError is thrown. A script that cannot be loaded is an `error` event.
 */
export function boundWorker(url: string, options: { readonly name?: string } = {}): Worker {
  trustedScriptUrl(url);
  let blob = blobs.get(url);
  if (blob === undefined) {
    blob = ownScript(`import ${JSON.stringify(url)};\n`);
    blobs.set(url, blob);
  }
  return new Worker(trustedScriptUrl(blob), { ...options, type: 'module' });
}
