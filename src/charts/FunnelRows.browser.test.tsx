import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type FunnelRow, FunnelRows } from './FunnelRows.tsx';

afterEach(cleanup);

const heads = { label: 'State', value: 'Sessions', steps: 'Steps', lost: 'Lost', rate: 'Conversion' };
const bar = (position: number, value: number, lost: number) => ({
  id: `step ${position}`,
  position,
  label: `Step ${position}`,
  value,
  valueText: String(value),
  lost,
  lostText: '',
});
const row = (label: string, selects: string | null): FunnelRow => ({
  id: label,
  selects,
  label,
  about: selects === null ? 'Ohio, Utah, the largest first.' : null,
  valueText: '10',
  bars: [bar(1, 10, 0), bar(2, 4, 6)],
  lost: 6,
  lostText: '6',
  rateText: '40 %',
  range: { rate: 0.4, low: 0.2, high: 0.6 },
  name: `${label}: 10 sessions`,
});

function draw(width = 1000) {
  const onKeep = vi.fn<(selects: string) => void>();
  const onShow = vi.fn<(selects: string) => void>();
  const { container } = render(
    <div style={{ width, containerType: 'inline-size' }}>
      <FunnelRows
        rows={[row('Georgia', 'ga'), row('Other (2 states)', null)]}
        heads={heads}
        longest={20}
        onKeep={onKeep}
        onShow={onShow}
      />
    </div>,
  );
  return { onKeep, onShow, container };
}

it('keeps a part, or shows its sessions, by keyboard too', async () => {
  const { onKeep, onShow } = draw();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  expect(onKeep.mock.calls).toEqual([['ga']]);
  await userEvent.tab();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Show sessions: Georgia');
  await userEvent.keyboard('{Enter}');
  expect(onShow.mock.calls).toEqual([['ga']]);
});

it('has nothing to press where a part cannot be asked for, but says what it is', async () => {
  draw();
  expect(screen.queryByRole('button', { name: /Other.*Keep/ })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Show sessions: Other (2 states)' })).toBeNull();
  expect(screen.getByText('Other (2 states): 10 sessions')).toBeTruthy();
  await page.getByRole('button', { name: 'Other (2 states)' }).click();
  await expect.element(page.getByRole('tooltip')).toHaveTextContent('Ohio, Utah, the largest first.');
});

it('draws all funnels on one scale', () => {
  const { container } = draw();
  const tracks = [...container.querySelectorAll<HTMLElement>('li:first-child [class*="track"]')].slice(0, 2);
  const shares = tracks.map((track) => [...track.children].map((part) => (part as HTMLElement).style.inlineSize));
  expect(shares).toEqual([
    ['50%', '0%'],
    ['20%', '30%'],
  ]);
});

it.each([320, 700, 1300])('stays inside %d pixels', (width) => {
  const { container } = draw(width);
  const right = (container.firstElementChild?.getBoundingClientRect().left ?? 0) + width;
  for (const element of container.querySelectorAll('ul *')) {
    expect(element.getBoundingClientRect().right).toBeLessThanOrEqual(right + 0.5);
  }
});
