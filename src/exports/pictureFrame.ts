interface TrustedTypesFactory {
  createPolicy(name: 'default', rules: { createHTML: (text: string) => string | null }): unknown;
}

/** What modern-screenshot writes into the empty frame in which it looks up how a browser styles an element by default. */
const emptyDocument = '<!DOCTYPE html><meta charset="UTF-8"><title></title><body>';

let allowed = false;

/** Lets that one text become a document where the page demands Trusted Types; every other text stays refused. */
export function allowPictureFrame(): void {
  if (allowed) return;
  allowed = true;
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };
  trustedTypes?.createPolicy('default', { createHTML: (text) => (text === emptyDocument ? text : null) });
}
