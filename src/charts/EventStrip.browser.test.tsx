import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import '../app/tokens.css';
import { EventStrip, type StripMark } from './EventStrip.tsx';

afterEach(cleanup);

function draw(marks: readonly StripMark[]) {
  render(
    <div style={{ inlineSize: 200 }}>
      <EventStrip name="What happened" marks={marks} />
    </div>,
  );
  const strip = screen.getByRole('img', { name: 'What happened' });
  const boxes = [...strip.querySelectorAll('svg')].map((shape) => shape.getBoundingClientRect());
  return { strip, centres: boxes.map(({ left, width }) => left + width / 2), room: strip.getBoundingClientRect() };
}

it('puts marks in their place in time, and what came later behind the end', () => {
  const { centres, room } = draw([
    { position: 1, at: 0, name: 'Page view' },
    { position: 2, at: 0.5, name: 'Add to cart' },
    { position: 3, at: 1, name: 'Checkout' },
    { position: 4, at: 'after', name: 'Package shipped' },
  ]);
  const [first = 0, middle = 0, end = 0, later = 0] = centres;
  expect(middle).toBeCloseTo((first + end) / 2, 0);
  expect(later).toBeGreaterThan(end + 14);
  expect(first).toBeGreaterThanOrEqual(room.left + 6);
  expect(later).toBeLessThanOrEqual(room.right - 6);
});

it('has another shape for each step, and names every mark', () => {
  const { strip } = draw([0, 1, 2, 3, 4].map((position) => ({ position, at: position / 4, name: `mark ${position}` })));
  const outlines = [...strip.querySelectorAll('path')].map((path) => path.getAttribute('d'));
  expect(new Set(outlines).size).toBe(5);
  const titles = [...strip.querySelectorAll('title')].map(({ textContent }) => textContent);
  expect(titles).toEqual(['mark 0', 'mark 1', 'mark 2', 'mark 3', 'mark 4']);
});

it('draws nothing but the line for a session without a known time', () => {
  expect(draw([]).centres).toEqual([]);
});
