const copied = ['font-family', 'font-style', 'font-weight', 'font-stretch', 'unicode-range'];

/**
 * The `@font-face` rules of the page that the texts in `place` and `text` need, each with its font in it; '' for none. A
 * font that cannot be fetched is left out. Written here because the page’s Content-Security-Policy keeps
 * modern-screenshot 4.7 from finding where a font is.
 */
export async function fontFaces(place: HTMLElement, text: string): Promise<string> {
  const families = familiesIn(place);
  const needed = new Set(Array.from(place.textContent + text, (character) => character.codePointAt(0) ?? 0));
  const rules = Array.from(document.styleSheets)
    .flatMap(rulesOf)
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => families.has(plainName(style.getPropertyValue('font-family'))))
    .filter(({ style }) => covers(style.getPropertyValue('unicode-range'), needed));
  return (await Promise.all(rules.map(embedded))).join('\n');
}

function familiesIn(place: HTMLElement): Set<string> {
  const lists = [place, ...place.querySelectorAll('*')].map((each) => getComputedStyle(each).fontFamily);
  return new Set([...new Set(lists)].flatMap((list) => list.split(',').map(plainName)));
}

function plainName(family: string): string {
  return family.replace(/["']/g, '').trim().toLowerCase();
}

/** A style sheet of another site, as browser extensions add them, does not show its rules. */
function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return Array.from(sheet.cssRules);
  } catch {
    return [];
  }
}

function covers(unicodeRange: string, needed: ReadonlySet<number>): boolean {
  if (unicodeRange === '') return true;
  const ranges = Array.from(
    unicodeRange.matchAll(/U\+([\dA-F?]+)(?:-([\dA-F]+))?/gi),
    ([, from = '', to = from]) => [from.replaceAll('?', '0'), to.replaceAll('?', 'F')] as const,
  );
  return ranges.some(([from, to]) =>
    Array.from(needed).some((point) => point >= Number.parseInt(from, 16) && point <= Number.parseInt(to, 16)),
  );
}

async function embedded({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const url = /url\((["']?)(.*?)\1\)/.exec(style.getPropertyValue('src'))?.[2];
  if (url === undefined) return '';
  try {
    const response = await fetch(new URL(url, parentStyleSheet?.href ?? document.baseURI));
    if (!response.ok) return '';
    const source = `src: url("${await dataUrl(await response.blob())}")`;
    const descriptors = copied
      .map((name) => [name, style.getPropertyValue(name)] as const)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}: ${value}`);
    // No `font-display`: a picture has no later in which an optional font could come.
    return `@font-face { ${[...descriptors, source].join('; ')} }`;
  } catch {
    return '';
  }
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('A font could not be read.')));
    reader.readAsDataURL(blob);
  });
}
