import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type Note, PanelNotesPlace, PanelNotesProvider } from './panelNotes.tsx';

afterEach(cleanup);

const undated: Note = {
  tone: 'warning',
  text: '77 rows without a time',
  sentence: 'a.csv: 77 rows without a time. Why.',
};
const unused: Note = { tone: 'note', text: '61 unused', sentence: 'b.csv: 61 unused. They count nowhere.' };

function place(subjects: readonly string[], onPress: () => void = () => undefined) {
  const known: Readonly<Record<string, readonly Note[]>> = { times: [undated], places: [unused] };
  return render(
    <PanelNotesProvider
      value={{
        notesFor: (asked) => asked.flatMap((subject) => known[subject] ?? []),
        whole: { label: 'Load report', href: '#all', onPress },
      }}
    >
      <main>
        <PanelNotesPlace subjects={subjects} />
      </main>
    </PanelNotesProvider>,
  );
}

it('is nothing where nothing is to be known, or nobody knows', () => {
  place(['money']);
  expect(screen.queryByRole('button')).toBeNull();
  cleanup();
  render(<PanelNotesPlace subjects={['times']} />);
  expect(screen.queryByRole('button')).toBeNull();
});

it('is one mark that names its notes, tells them whole when it is pressed, and leads to all of them', async () => {
  const onPress = vi.fn<() => void>();
  place(['times', 'places'], onPress);
  const mark = page.getByRole('button', { name: 'About the data: 77 rows without a time; 61 unused' });
  expect(screen.getAllByRole('button')).toHaveLength(1);
  expect(mark.element().getAttribute('data-tone')).toBe('warning');
  const { width, height } = mark.element().getBoundingClientRect();
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  await mark.click();
  const told = page.getByRole('dialog', { name: 'About the data behind these numbers' });
  await expect.element(told).toBeVisible();
  expect(told.element().textContent).toContain(undated.sentence);
  expect(told.element().textContent).toContain(unused.sentence);
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

  await mark.click();
  const link = page.getByRole('link', { name: 'Load report' });
  expect(link.element().getAttribute('href')).toBe('#all');
  await link.click();
  expect(onPress).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('is quiet for what bends no number', () => {
  place(['places']);
  expect(screen.getByRole('button', { name: 'About the data: 61 unused' }).dataset['tone']).toBe('note');
});
