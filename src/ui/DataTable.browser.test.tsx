import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type DataColumn, DataTable } from './DataTable.tsx';

afterEach(cleanup);

const columns: readonly DataColumn<'name' | 'views' | 'note'>[] = [
  { id: 'name', label: 'Name', align: 'start', isSortable: true },
  { id: 'views', label: 'Views', align: 'end', isSortable: true },
  { id: 'note', label: 'Note', align: 'start', isSortable: false },
];

function draw(count: number, width = 500, name = (at: number) => `Plant ${at}`) {
  const onSort = vi.fn<(column: string) => void>();
  const onChoose = vi.fn<(row: string) => void>();
  render(
    <div style={{ width }}>
      <DataTable
        caption="Plants"
        columns={columns}
        rows={Array.from({ length: count }, (_, at) => ({ id: `row ${at}`, cells: [name(at), String(at * 2), '—'] }))}
        sort={{ column: 'views', order: 'descending' }}
        onSort={onSort}
        chosen="row 1"
        onChoose={onChoose}
        height={300}
      />
    </div>,
  );
  return { onSort, onChoose };
}

it('says by which column it is sorted, and sorts by the keyboard', async () => {
  const { onSort } = draw(3);
  const sorted = screen.getAllByRole('columnheader').map((head) => head.getAttribute('aria-sort'));
  expect(sorted).toEqual(['none', 'descending', null]);
  await page.getByRole('button', { name: 'Name' }).click();
  await userEvent.keyboard('{Tab}{Enter}');
  expect(onSort.mock.calls).toEqual([['name'], ['views']]);
  expect(screen.queryByRole('button', { name: 'Note' })).toBeNull();
});

it('names every row by its first cell, and makes it a switch', async () => {
  const { onChoose } = draw(3);
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['Plant 0', 'Plant 1', 'Plant 2']);
  expect(screen.getByRole('button', { name: 'Plant 1' }).getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: 'Plant 2' }).click();
  expect(onChoose.mock.calls).toEqual([['row 2']]);
});

it('holds all rows of a hundred, and of three thousand those in sight', async () => {
  draw(100);
  expect(screen.getAllByRole('rowheader')).toHaveLength(100);
  cleanup();

  draw(3000);
  await expect.poll(() => screen.queryByRole('button', { name: 'Plant 0' })).not.toBeNull();
  expect(screen.getAllByRole('rowheader').length).toBeLessThan(60);
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('3001');
  const scroller = screen.getByRole('group', { name: 'Plants, scrolls' });
  expect(scroller.scrollHeight).toBeGreaterThan(3000 * 33);
  scroller.scrollTop = scroller.scrollHeight;
  await expect.poll(() => screen.queryByRole('button', { name: 'Plant 2999' })).not.toBeNull();
  const last = screen.getByRole('button', { name: 'Plant 2999' }).closest('tr');
  expect(last?.getAttribute('aria-rowindex')).toBe('3001');
});

it('shows the first rows again when there are fewer', async () => {
  draw(3000);
  screen.getByRole('group', { name: 'Plants, scrolls' }).scrollTop = 90_000;
  await expect.poll(() => screen.queryByRole('button', { name: 'Plant 0' })).toBeNull();
  cleanup();
  draw(2);
  expect(screen.getAllByRole('rowheader')).toHaveLength(2);
});

it('scrolls long names and many columns inside its room', () => {
  draw(2, 240, (at) => `${'Llanfairpwllgwyngyll'.repeat(4)} ${at}`);
  const scroller = screen.getByRole('group', { name: 'Plants, scrolls' });
  expect(scroller.getBoundingClientRect().width).toBeLessThanOrEqual(240);
});
