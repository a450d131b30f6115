/** What the page cannot do without, in the words of a person who looks for it, and how its absence is seen. */
const needs: readonly (readonly [feature: string, isThere: (scope: typeof globalThis) => boolean])[] = [
  ['WebAssembly', (scope) => typeof scope.WebAssembly === 'object'],
  ['WebAssembly exceptions', (scope) => scope.WebAssembly.validate(throwingModule)],
  ['BigInt64Array', (scope) => typeof scope.BigInt64Array === 'function'],
  ['Worker', (scope) => typeof scope.Worker === 'function'],
  ['BroadcastChannel', (scope) => typeof scope.BroadcastChannel === 'function'],
  ['AbortSignal.any', (scope) => typeof scope.AbortSignal.any === 'function'],
];

/** A module with one function that catches all: compiled only where WebAssembly has exceptions, as the database needs. */
const throwingModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11,
]);

/**
 * Why the database cannot run in this browser, as a sentence that names the first feature it lacks; null when it can. What
 * the page only does better with — Web Locks, shared memory, storage — is not among them.
 */
export function browserLack(scope: typeof globalThis = globalThis): string | null {
  const lacking = needs.find(([, isThere]) => !isThere(scope));
  if (lacking === undefined) return null;
  return (
    `This browser lacks ${lacking[0]}, or it is switched off, and the database cannot run without it. ` +
    'A current version of Chrome, Edge, Firefox or Safari has it: open this link there.'
  );
}
