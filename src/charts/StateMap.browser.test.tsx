import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../app/page.css';
import '../app/tokens.css';
import { type MapState, type MapTone, StateMap, type StateMapProps } from './StateMap.tsx';
import { mapLayout, tileLayout } from './stateShapes.ts';

beforeEach(() => page.viewport(1000, 800));
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset['theme'];
});

function state(code: string, tone: MapTone, change: Partial<MapState> = {}): MapState {
  const switches = tone === 'nobody' ? null : { value: `value of ${code}`, name: `${code}: 7 sessions` };
  return {
    code,
    title: `Title of ${code}`,
    tone,
    facts: [{ label: 'Sessions', text: '7' }],
    switches,
    filtered: null,
    ...change,
  };
}

const ranked = [state('TX', 5), state('DC', 3), state('GA', 1)];
const all = [
  ...ranked,
  ...Object.keys(mapLayout.shapes)
    .filter((code) => !ranked.some((each) => each.code === code))
    .map((code) => state(code, 'nobody')),
];

function draw(change: Partial<StateMapProps> = {}) {
  const onToggle = vi.fn<(value: string) => void>();
  render(
    <div style={{ background: 'var(--card)', maxWidth: 650 }}>
      <StateMap
        label="Map, coloured by sessions"
        states={all}
        ramp="steps"
        legend={[
          { tone: 'nobody', label: 'no sessions' },
          { tone: 5, label: '100 – 221' },
        ]}
        onToggle={onToggle}
        {...change}
      />
    </div>,
  );
  return onToggle;
}

const names = () => screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'));
const focused = () => document.activeElement?.getAttribute('aria-label');

it('both layouts have the same fifty-one states', () => {
  expect(Object.keys(mapLayout.shapes)).toHaveLength(51);
  expect(Object.keys(tileLayout.shapes).sort()).toEqual(Object.keys(mapLayout.shapes).sort());
  expect([tileLayout.width / 36, tileLayout.height / 36]).toEqual([11, 8]);
});

it('makes a switch of every state with numbers, in the order given, and of no other', () => {
  draw();
  expect(screen.getByRole('group', { name: 'Map, coloured by sessions' })).toBeTruthy();
  expect(names()).toEqual(['TX: 7 sessions', 'DC: 7 sessions', 'GA: 7 sessions']);
  const legend = within(screen.getByRole('list', { name: 'Colours' })).getAllByRole('listitem');
  expect(legend.map((entry) => entry.textContent)).toEqual(['no sessions', '100 – 221']);
});

it('is one stop of the Tab key; arrows go through the states, Enter and Space press', async () => {
  const onToggle = draw();
  await userEvent.tab();
  expect(focused()).toBe('TX: 7 sessions');
  await userEvent.keyboard('{ArrowRight}');
  expect(focused()).toBe('DC: 7 sessions');
  await userEvent.keyboard('{Enter}{End} {Home}{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(focused()).toBe('DC: 7 sessions');
  expect(onToggle.mock.calls).toEqual([['value of DC'], ['value of GA']]);
  await userEvent.tab();
  expect(focused()).toBeFalsy();
  await userEvent.tab({ shift: true });
  expect(focused()).toBe('DC: 7 sessions');
});

it('tells the numbers of what is focused or pointed at, until Escape', async () => {
  draw();
  screen.getByRole('button', { name: /^TX/ }).focus();
  expect(await screen.findByText('Title of TX')).toBeTruthy();
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByText('Title of TX')).toBeNull();
  await page.getByRole('button', { name: /^GA/ }).hover();
  expect(await screen.findByText('Title of GA')).toBeTruthy();
});

it('marks what the filter names', () => {
  draw({ states: [state('TX', 5, { filtered: 'chosen' }), state('GA', 2, { filtered: 'leftOut' })] });
  expect(screen.getByRole('button', { name: /^TX/ }).getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByRole('button', { name: /^GA/ }).getAttribute('aria-pressed')).toBe('false');
  expect(document.querySelectorAll('[data-filtered]')).toHaveLength(2);
});

it('gives the smallest state a mark that can be hit, on the map and as a tile', async () => {
  const shape = () => document.querySelector<SVGPathElement>('[data-tone="3"]') as SVGPathElement;
  draw();
  expect(shape().getBBox().width * scaleOf(shape())).toBeGreaterThan(50);
  const onToggle = draw({ states: [state('DC', 3)] });
  const { x = 0, y = 0 } = mapLayout.shapes['DC'] ?? {};
  const box = shape().ownerSVGElement?.getBoundingClientRect() as DOMRect;
  const hit = document.elementFromPoint(
    box.x + (x / mapLayout.width) * box.width,
    box.y + (y / mapLayout.height) * box.height,
  );
  expect(hit?.closest('[role="button"]')?.getAttribute('aria-label')).toBe('DC: 7 sessions');
  expect(onToggle).not.toHaveBeenCalled();
  cleanup();
  await page.viewport(390, 800);
  draw();
  const tile = shape().getBoundingClientRect();
  expect(Math.min(tile.width, tile.height)).toBeGreaterThanOrEqual(24);
});

it('keeps its numbers inside a narrow screen', async () => {
  await page.viewport(320, 800);
  draw();
  for (const code of ['TX', 'DC', 'GA']) {
    await page.getByRole('button', { name: new RegExp(`^${code}`) }).hover();
    const told = screen.getByText(`Title of ${code}`).parentElement as HTMLElement;
    expect(told.getBoundingClientRect().left).toBeGreaterThanOrEqual(0);
    expect(told.getBoundingClientRect().right).toBeLessThanOrEqual(320);
  }
});

function scaleOf(element: SVGGraphicsElement): number {
  return element.getScreenCTM()?.a ?? 0;
}

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  const tones: readonly MapTone[] = [1, 2, 3, 4, 5];
  const codes = ['TX', 'GA', 'OH', 'CA', 'NY'];

  it.each(['steps', 'loss'] as const)('the tones of %s stand out from the card and from each other', async (ramp) => {
    document.documentElement.dataset['theme'] = theme;
    await page.viewport(390, 800);
    draw({ ramp, states: tones.map((tone, index) => state(codes[index] ?? '', tone)) });
    const card = luminance(colourOf(document.body, 'var(--card)'));
    const painted = tones.map((tone) => {
      const shape = document.querySelector(`path[data-tone="${tone}"]`) as Element;
      const text = document.querySelector(`text[data-tone="${tone}"]`) as Element;
      return {
        fill: luminance(getComputedStyle(shape).fill),
        text: luminance(getComputedStyle(text).fill),
      };
    });
    for (const { fill, text } of painted) {
      expect(contrast(fill, card)).toBeGreaterThanOrEqual(3);
      expect(contrast(fill, text)).toBeGreaterThanOrEqual(4.5);
    }
    const fromCard = painted.map(({ fill }) => contrast(fill, card));
    expect(fromCard).toEqual([...fromCard].sort((a, b) => a - b));
    fromCard.slice(1).forEach((each, index) => expect(each / (fromCard[index] ?? each)).toBeGreaterThan(1.1));
  });

  it('the tones of change stand out, the further ones more, and what is less is hatched', async () => {
    document.documentElement.dataset['theme'] = theme;
    await page.viewport(390, 800);
    const changes: readonly MapTone[] = ['less-2', 'less-1', 'more-1', 'more-2'];
    draw({ ramp: 'change', states: changes.map((tone, index) => state(codes[index] ?? '', tone)) });
    const card = luminance(colourOf(document.body, 'var(--card)'));
    const fromCard = changes.map((tone) => {
      const shape = document.querySelector(`path[data-tone="${tone}"]`) as Element;
      const text = document.querySelector(`text[data-tone="${tone}"]`) as Element;
      const fill = luminance(getComputedStyle(shape).fill);
      expect(contrast(fill, luminance(getComputedStyle(text).fill))).toBeGreaterThanOrEqual(4.5);
      return contrast(fill, card);
    });
    expect(Math.min(...fromCard)).toBeGreaterThanOrEqual(3);
    const [farLess = 0, less = 0, more = 0, farMore = 0] = fromCard;
    expect([farLess / less, farMore / more].every((step) => step > 1.1)).toBe(true);
    expect(document.querySelectorAll('path[fill^="url("]')).toHaveLength(2);
  });

  it('none and unknown have an edge that stands out', () => {
    document.documentElement.dataset['theme'] = theme;
    draw({ states: [state('TX', 'zero'), state('GA', 'unknown')] });
    const card = luminance(colourOf(document.body, 'var(--card)'));
    for (const tone of ['zero', 'unknown']) {
      const shape = document.querySelector(`path[data-tone="${tone}"]`) as Element;
      expect(contrast(luminance(getComputedStyle(shape).stroke), card)).toBeGreaterThanOrEqual(3);
    }
  });
});

function colourOf(parent: Element, colour: string): string {
  const probe = parent.appendChild(document.createElement('i'));
  probe.style.color = colour;
  const computed = getComputedStyle(probe).color;
  probe.remove();
  return computed;
}

/** Relative luminance (WCAG 2) of any colour the browser can paint. */
function luminance(colour: string): number {
  const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...pen.getImageData(0, 0, 1, 1).data].map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
