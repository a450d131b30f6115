interface TrustedTypesFactory {
  createPolicy(name: 'default', rules: { createHTML: (text: string) => string | null }): unknown;
}

/** The texts that libraries give to a sink for HTML, as they are in those libraries: none holds a thing that data could change. */
const harmless: ReadonlySet<string> = new Set([
  // React Aria empties the region in which it tells a screen reader what happened.
  '',
  // modern-screenshot opens an empty frame, in which it looks up how a browser styles an element by default.
  '<!DOCTYPE html><meta charset="UTF-8"><title></title><body>',
]);

/**
 * Lets those constant texts, and no other, become HTML where the page demands Trusted Types. Called once, before anything is
 * drawn: the browser takes one default policy and refuses a second.
 */
export function allowHarmlessHtml(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };
  trustedTypes?.createPolicy('default', { createHTML: (text) => (harmless.has(text) ? text : null) });
}
