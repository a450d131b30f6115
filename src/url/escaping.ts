/** Half a surrogate pair has no bytes: it becomes U+FFFD, in links as on screen. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** A name as it stands in a link: readable, and without the `,` `!` `&` `=` that mean something there. */
export function escapeName(name: string): string {
  return encodeURIComponent(wellFormed(name)).replace(/[!*]/g, (mark) => (mark === '!' ? '%21' : '%2A'));
}

/** The name a piece of a link stands for (`+` is a space too), or null when a % escape in it is broken. */
export function unescapeName(raw: string): string | null {
  try {
    return wellFormed(decodeURIComponent(raw.replaceAll('+', ' ')));
  } catch {
    return null;
  }
}

/** A piece of a link as it is quoted in a sentence, cut where it would flood it. */
export function quoted(text: string): string {
  const readable = unescapeName(text) ?? text;
  return `“${readable.length > 48 ? `${readable.slice(0, 47)}…` : readable}”`;
}
