import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pictureOf } from './picture.ts';
import type { About } from './table.ts';

const about: About = {
  title: 'Sessions by step & state',
  selection: '9 – 11 Feb 2021 · State: all but <Georgia>',
  dataset: 'sample',
  dataVersion: '3f2a',
  link: `https://shop.example/?product=${'a'.repeat(120)}`,
  lines: ['Half a pair: \uD83C, and a bell: \u0007.'],
};

let figure: HTMLElement;
let fontUrl: string;
beforeEach(() => {
  // As the page is served: modern-screenshot would look for fonts with the help of a <base>.
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "base-uri 'none'";
  document.head.append(policy);
  fontUrl = URL.createObjectURL(new Blob(['a font'], { type: 'font/woff2' }));
  document.body.innerHTML = `
    <style>
      @font-face { font-family: Panel; font-display: optional; src: url('${fontUrl}') format('woff2'); }
      @font-face { font-family: Panel; unicode-range: U+9-11, U+2013; src: url('${fontUrl}') format('woff2'); }
      @font-face { font-family: Panel; unicode-range: U+4??; src: url('${fontUrl}') format('woff2'); }
      @font-face { font-family: Another; src: url('${fontUrl}') format('woff2'); }
      @font-face { font-family: Panel; src: url('/nothing-here.woff2') format('woff2'); }
      main { background: rgb(250, 240, 230); padding: 30px; }
      figure { position: relative; box-sizing: border-box; inline-size: 300.5px; margin: 0; padding: 16px; font: 14px Panel, serif; background: rgb(255, 255, 255); }
      figure button { color: rgb(0, 255, 0); background: rgb(0, 255, 0); }
      figure svg { display: block; }
      .bar { inline-size: 150px; block-size: 40px; background: rgb(0, 0, 255); }
      .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    </style>
    <main>
      <figure>
        <figcaption><h2>Funnel</h2><button data-export="skip">Download</button></figcaption>
        <svg width="100" height="40"><rect width="100" height="40" fill="rgb(255, 0, 0)" /><text data-export="skip" y="20">Hint</text></svg>
        <div class="bar"></div>
        <div class="unseen"><table><tr><td>Hidden numbers</td></tr></table></div>
        <p style="display: none">Not shown</p>
      </figure>
    </main>`;
  const found = document.querySelector('figure');
  if (found === null) throw new Error('The page has no figure.');
  figure = found;
});
afterEach(() => {
  URL.revokeObjectURL(fontUrl);
  document.body.replaceChildren();
});

async function pixelsOf(png: Blob) {
  const bitmap = await createImageBitmap(png);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (context === null) throw new Error('The browser has no canvas.');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const colours = Array.from({ length: data.length / 4 }, (_, at) => data.slice(at * 4, at * 4 + 3).join(' '));
  return {
    width: bitmap.width,
    height: bitmap.height,
    count: (colour: string) => colours.filter((each) => each === colour).length,
    at: (x: number, y: number) => colours[y * bitmap.width + x],
  };
}

async function parsedSvg() {
  const blob = await pictureOf(figure, about, 'svg');
  const text = await blob.text();
  return { blob, text, svg: new DOMParser().parseFromString(text, 'image/svg+xml') };
}

describe('a PNG', () => {
  it('has two pixels for one, on the ground of the page, with room beneath for what it is', async () => {
    const png = await pictureOf(figure, about, 'png');
    expect(png.type).toBe('image/png');
    const { width, height, at, count } = await pixelsOf(png);
    expect(width).toBe(2 * (301 + 2 * 20));
    // At least five lines of at least 12 pixels.
    expect(height).toBeGreaterThan(2 * (figure.getBoundingClientRect().height + 2 * 20 + 5 * 12));
    expect([at(0, 0), at(width - 1, height - 1)]).toEqual(['250 240 230', '250 240 230']);
    expect(count('255 255 255')).toBeGreaterThan(1000);
    expect([at(39, 60), at(40, 60)]).toEqual(['250 240 230', '255 255 255']);
  });

  it('shows what is drawn in SVG and in HTML, and no tools', async () => {
    const { count } = await pixelsOf(await pictureOf(figure, about, 'png'));
    expect(count('255 0 0')).toBe(200 * 80);
    expect(count('0 0 255')).toBe(300 * 80);
    expect(count('0 255 0')).toBe(0);
  });
});

describe('an SVG', () => {
  it('is XML that says what it is', async () => {
    const { blob, svg } = await parsedSvg();
    expect(blob.type).toBe('image/svg+xml');
    expect(svg.querySelector('parsererror')).toBeNull();
    const said = Array.from(svg.querySelectorAll('svg > g > text'), (line) => line.textContent);
    expect(said[0]).toBe(about.title);
    expect(said.join(' ')).toContain(about.selection);
    expect(said).toContain('Dataset sample, version 3f2a');
    expect(said.slice(said.indexOf('Dataset sample, version 3f2a') + 1).join('')).toBe(about.link);
    expect(svg.querySelector('title')?.textContent).toBe(about.title);
  });

  it('does not say its title twice', async () => {
    const same = await (await pictureOf(figure, { ...about, title: ' Funnel ' }, 'svg')).text();
    const again = new DOMParser().parseFromString(same, 'image/svg+xml');
    expect(again.querySelector('svg > g > text')?.textContent).toBe(about.selection);
  });

  it('leaves out tools, and what is not seen', async () => {
    const { text } = await parsedSvg();
    expect(text).toContain('Funnel');
    for (const hidden of ['Download', 'Hint', 'Hidden numbers', 'Not shown']) expect(text).not.toContain(hidden);
  });

  it('brings its fonts, and asks no server for anything', async () => {
    const { text } = await parsedSvg();
    const faces = text.match(/@font-face[^}]*}/g) ?? [];
    expect(faces.map((face) => face.replace(/base64,[^"]*/, 'base64,…'))).toEqual([
      '@font-face { font-family: Panel; src: url("data:font/woff2;base64,…") }',
      '@font-face { font-family: Panel; unicode-range: U+9-11, U+2013; src: url("data:font/woff2;base64,…") }',
    ]);
    expect(text.match(/url\((?!["']?(?:data:|#|&quot;#))[^)]*\)/g)).toBeNull();
  });
});

it('a panel that is not on screen is refused with a sentence', async () => {
  figure.style.display = 'none';
  await expect(pictureOf(figure, about, 'png')).rejects.toThrow(
    'The picture could not be made in this browser. Take a screenshot, or download the numbers instead.',
  );
});
