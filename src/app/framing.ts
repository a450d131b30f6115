/** What a browser tells a page about the pages it is shown in. */
export interface Framing {
  /** Origin of the page itself. */
  readonly own: string;
  /** Origins of the pages around it, the nearest first; null stands for one that the browser does not tell. */
  readonly around: readonly (string | null)[];
}

/**
 * Whether a page that is not allowed to has put this one in a frame. `frame-ancestors` in a header does the same and earlier,
 * but not every host can send it. An origin that is unknown counts as not allowed.
 */
export function isFramedByStranger({ own, around }: Framing, allowed: readonly string[]): boolean {
  if (allowed.includes('*')) return false;
  return around.some((origin) => origin === null || (origin !== own && !allowed.includes(origin)));
}

/** How the page is framed; `around` is empty when it is not. */
export function framingOf(page: Window): Framing {
  const own = page.origin;
  const around: (string | null)[] = [];
  for (let inner = page; inner !== inner.parent; inner = inner.parent) around.push(readableOrigin(inner.parent));
  const told = toldOrigins(page);
  const nearest = URL.canParse(page.document.referrer) ? new URL(page.document.referrer).origin : null;
  return { own, around: around.map((origin, depth) => origin ?? told?.[depth] ?? (depth === 0 ? nearest : null)) };
}

/** Only a page of the same origin lets itself be asked. */
function readableOrigin(page: Window): string | null {
  try {
    return page.origin;
  } catch {
    return null;
  }
}

/** Not the address of this page, which is the business of `url`: the origins of those around it, where a browser tells them. */
function toldOrigins({ location: { ancestorOrigins } }: Window): readonly string[] | null {
  return (ancestorOrigins as DOMStringList | undefined) === undefined ? null : [...ancestorOrigins];
}
