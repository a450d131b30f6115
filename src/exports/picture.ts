import { aboutLines, oneLine } from './aboutLines.ts';
import { fontFaces } from './fontFaces.ts';
import type { About } from './table.ts';
import { wrapText } from './wrapText.ts';

/** PNG pixels for one of CSS. */
const pngScale = 2;
const margin = 20;
const titleSize = 14;
const textSize = 12;
/** Of the size of the text. */
const lineHeight = 1.5;

const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * The panel as a file, in the theme of the page, and beneath it what it is: its title unless the panel says it, selection,
 * dataset, version and link. Left out is what is marked `data-export="skip"` and what only screen readers see. A PNG has
 * two pixels for one of CSS. An SVG holds the panel as HTML with its fonts: browsers show it, drawing programs may not.
 * Rejects with a sentence.
 */
export async function pictureOf(figure: HTMLElement, about: About, kind: 'png' | 'svg'): Promise<Blob> {
  try {
    const picture = composed(figure, await panelOf(figure, about), about);
    const text = svgText(picture);
    if (kind === 'svg') return new Blob([text], { type: 'image/svg+xml' });
    return await painted(text, picture.width.baseVal.value, picture.height.baseVal.value);
  } catch (cause) {
    throw new Error(
      'The picture could not be made in this browser. Take a screenshot, or download the numbers instead.',
      {
        cause,
      },
    );
  }
}

async function panelOf(figure: HTMLElement, about: About): Promise<SVGElement> {
  const { width, height } = figure.getBoundingClientRect();
  if (width === 0 || height === 0) throw new Error('The panel is not on screen.');
  const [{ domToForeignObjectSvg }, cssText] = await Promise.all([
    import('modern-screenshot'),
    fontFaces(figure, [about.title, ...aboutLines(about)].join('')),
  ]);
  return domToForeignObjectSvg(figure, {
    width,
    height,
    filter: isSeen,
    font: cssText === '' ? false : { cssText },
    // Otherwise the margin that browsers give a figure comes back, and pushes the panel out of its own picture.
    style: { margin: '0' },
  });
}

/** Whether a part of the panel belongs in the picture. */
function isSeen(node: Node): boolean {
  if (!(node instanceof HTMLElement)) return !(node instanceof Element && node.matches('[data-export="skip"]'));
  const { display, position, overflow } = getComputedStyle(node);
  const isSpeck = node.offsetWidth <= 1 && node.offsetHeight <= 1 && position === 'absolute' && overflow !== 'visible';
  return node.dataset['export'] !== 'skip' && display !== 'none' && !isSpeck;
}

function composed(figure: HTMLElement, panel: SVGElement, about: About): SVGSVGElement {
  const { width, height } = figure.getBoundingClientRect();
  const caption = captionOf(figure, about, Math.ceil(width));
  const fullWidth = Math.ceil(width) + 2 * margin;
  const fullHeight = margin + Math.ceil(height) + caption.height + margin;
  const picture = element('svg', {
    width: fullWidth,
    height: fullHeight,
    viewBox: `0 0 ${fullWidth} ${fullHeight}`,
    role: 'img',
  });
  const title = element('title', {});
  title.textContent = oneLine(about.title);
  const description = element('desc', {});
  description.textContent = aboutLines(about).join('\n');
  for (const [name, value] of Object.entries({ x: margin, y: margin, width, height, overflow: 'visible' }))
    panel.setAttribute(name, String(value));
  caption.text.setAttribute('transform', `translate(${margin} ${margin + Math.ceil(height)})`);
  const ground = element('rect', { width: '100%', height: '100%', fill: groundOf(figure) });
  picture.append(title, description, ground, panel, caption.text);
  return picture;
}

interface Caption {
  readonly text: SVGGElement;
  readonly height: number;
}

/** The lines beneath the panel; the origin is the panel’s lower left corner. */
function captionOf(figure: HTMLElement, about: About, width: number): Caption {
  const style = getComputedStyle(figure);
  const muted = style.getPropertyValue('--muted') || style.color;
  const text = element('g', { 'font-family': style.fontFamily });
  let height = margin / 2;
  const write = (words: string, size: number, weight: number, fill: string) => {
    for (const line of wrapText(words, width, measureIn(`${weight} ${size}px ${style.fontFamily}`))) {
      height += size * lineHeight;
      const row = element('text', {
        y: height - (size * (lineHeight - 1)) / 2,
        'font-size': size,
        'font-weight': weight,
        fill,
      });
      row.textContent = line;
      text.append(row);
    }
  };
  const title = oneLine(about.title);
  if (!headingsOf(figure).includes(title)) write(title, titleSize, 620, style.color);
  for (const line of aboutLines(about)) write(line, textSize, 400, muted);
  return { text, height: Math.ceil(height) };
}

function headingsOf(figure: HTMLElement): string[] {
  return Array.from(figure.querySelectorAll('h1, h2, h3, h4'), (heading) => oneLine(heading.textContent));
}

function measureIn(font: string): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('The browser has no canvas.');
  context.font = font;
  return (text) => context.measureText(text).width;
}

/** The colour the panel stands on. */
function groundOf(figure: HTMLElement): string {
  for (let place: HTMLElement | null = figure.parentElement; place !== null; place = place.parentElement) {
    const { backgroundColor } = getComputedStyle(place);
    if (!/^(?:transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return 'white';
}

async function painted(text: string, width: number, height: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * pngScale;
  canvas.height = height * pngScale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (blob === null) throw new Error('The canvas gave nothing back.');
  return blob;
}

/** As XML, which has no place for control characters and halves of surrogate pairs. */
function svgText(picture: SVGElement): string {
  return new XMLSerializer().serializeToString(picture).replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, '');
}

function element<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
