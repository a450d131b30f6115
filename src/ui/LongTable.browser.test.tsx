import { cleanup, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../app/tokens.css';
import { LongTable } from './LongTable.tsx';

afterEach(cleanup);

const onSight = vi.fn<(first: number, last: number) => void>();

function Plants({ count }: { readonly count: number }) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <div style={{ display: 'flex', flexDirection: 'column', blockSize: 400, inlineSize: 700 }}>
      <LongTable
        caption="Plants"
        columns={[
          { id: 'name', label: 'Name', track: '1fr' },
          { id: 'note', label: 'Note', track: '1fr' },
        ]}
        count={count}
        rowHeight={50}
        cells={(index) =>
          index % 7 === 6
            ? null
            : [
                <button key="name" type="button" onClick={() => setOpen(index)}>
                  Plant {index}
                </button>,
                'green',
              ]
        }
        detail={(index) => (index === open ? `About plant ${index}` : null)}
        onSight={onSight}
      />
    </div>
  );
}

it('draws what can be seen of two hundred thousand rows, and reaches the last', async () => {
  render(<Plants count={200_000} />);
  await expect.poll(() => screen.queryByRole('button', { name: 'Plant 0' })).not.toBeNull();
  expect(screen.getAllByRole('row').length).toBeLessThan(50);
  expect(screen.getByRole('table', { name: 'Plants' }).getAttribute('aria-rowcount')).toBe('200001');
  const scroller = screen.getByRole('group', { name: 'Plants, scrolls' });
  scroller.scrollTop = scroller.scrollHeight;
  await expect.poll(() => screen.queryByRole('button', { name: 'Plant 199999' })).not.toBeNull();
  expect(
    screen.getByRole('button', { name: 'Plant 199999' }).closest('[role=row]')?.getAttribute('aria-rowindex'),
  ).toBe('200001');
  expect(onSight.mock.lastCall?.[1]).toBe(199_999);
});

it('is busy where a row is not known yet', async () => {
  render(<Plants count={7} />);
  await expect.poll(() => screen.getAllByRole('row').length).toBe(8);
  const busy = screen.getAllByRole('row').map((row) => row.getAttribute('aria-busy') === 'true');
  expect(busy).toEqual([false, false, false, false, false, false, false, true]);
});

it('opens a row in place, and the rows below make room', async () => {
  render(<Plants count={100} />);
  const third = page.getByRole('button', { name: 'Plant 3' });
  await expect.element(third).toBeInTheDocument();
  const before = third.element().getBoundingClientRect().top;
  await page.getByRole('button', { name: 'Plant 2' }).click();
  await expect.element(page.getByText('About plant 2')).toBeVisible();
  await expect.poll(() => third.element().getBoundingClientRect().top).toBeGreaterThan(before + 10);
});

it('scrolls by keyboard', async () => {
  render(<Plants count={1000} />);
  const scroller = screen.getByRole('group', { name: 'Plants, scrolls' });
  scroller.focus();
  await userEvent.keyboard('{End}');
  await expect.poll(() => scroller.scrollTop).toBeGreaterThan(1000);
});
