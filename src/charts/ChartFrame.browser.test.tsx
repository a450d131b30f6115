import { cleanup, render, screen, within } from '@testing-library/react';
import type { ComponentProps } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type PanelSubject, PanelToolsProvider } from '../ui/panelTools.ts';
import { ChartFrame } from './ChartFrame.tsx';

afterEach(cleanup);

const numbers = {
  columns: [
    { label: 'Step', align: 'start' },
    { label: 'Sessions', align: 'end' },
  ],
  rows: [
    ['Page view', '578'],
    ['Checkout', '361'],
  ],
} as const;

function frame(props: Partial<ComponentProps<typeof ChartFrame>> = {}) {
  return (
    <ChartFrame
      title="Funnel"
      subjects={[]}
      subtitle="sessions"
      numbers={numbers}
      stale={false}
      error={null}
      empty={null}
      height={200}
      {...props}
    >
      <p>the picture</p>
    </ChartFrame>
  );
}

it('is a figure named by its title and holds its numbers as a table of that name', () => {
  render(frame());
  const figure = screen.getByRole('figure', { name: 'Funnel' });
  expect(figure.getAttribute('aria-busy')).toBe('false');
  const table = within(figure).getByRole('table', { name: 'Funnel' });
  expect(
    within(table)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual(['StepSessions', 'Page view578', 'Checkout361']);
  expect(within(table).getByRole('rowheader', { name: 'Checkout' })).toBeTruthy();
});

it('shows the table instead of the picture, and the picture again', async () => {
  render(frame());
  const toggle = page.getByRole('button', { name: 'Show table' });
  await toggle.click();
  expect(screen.queryByText('the picture')).toBeNull();
  expect(screen.getByRole('table', { name: 'Funnel' }).getBoundingClientRect().width).toBeGreaterThan(100);
  expect(screen.getAllByRole('table')).toHaveLength(1);
  await toggle.click();
  expect(screen.getByText('the picture')).toBeTruthy();
});

it('keeps the room of the picture while it has no numbers, and says it is busy', () => {
  render(frame({ numbers: null }));
  const figure = screen.getByRole('figure', { name: 'Funnel' });
  expect(figure.getAttribute('aria-busy')).toBe('true');
  expect(figure.getBoundingClientRect().height).toBeGreaterThan(200);
  expect(screen.queryByRole('table')).toBeNull();
  expect(screen.queryByText('the picture')).toBeNull();
});

it('keeps old numbers on screen while new ones come', () => {
  render(frame({ stale: true }));
  expect(screen.getByRole('figure', { name: 'Funnel' }).getAttribute('aria-busy')).toBe('true');
  expect(screen.getByText('the picture')).toBeTruthy();
});

it('says what went wrong above the last picture, and tries again', async () => {
  const onRetry = vi.fn<() => void>();
  render(frame({ stale: true, error: { sentence: 'The engine stopped.', onRetry } }));
  expect(screen.getByRole('alert').textContent).toContain('The engine stopped.');
  expect(screen.getByText('the picture')).toBeTruthy();
  expect(screen.getByRole('figure', { name: 'Funnel' }).getAttribute('aria-busy')).toBe('false');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledOnce();
});

it('says so when there is nothing to draw', () => {
  render(frame({ empty: 'No sessions match these filters.' }));
  expect(screen.getByText('No sessions match these filters.')).toBeTruthy();
  expect(screen.queryByText('the picture')).toBeNull();
  expect(screen.getByRole('table', { name: 'Funnel' })).toBeTruthy();
});

it('has a heading that a link can jump to, named by its title or by a name that stays', () => {
  render(
    <>
      {frame({ title: 'By state' })}
      {frame({ title: 'Changed 9 Feb → 11 Feb', name: 'changed' })}
    </>,
  );
  for (const [id, title] of [
    ['panel-by-state', 'By state'],
    ['panel-changed', 'Changed 9 Feb → 11 Feb'],
  ] as const) {
    const heading = screen.getByRole('heading', { name: title });
    expect(heading.id).toBe(id);
    heading.focus();
    expect(document.activeElement).toBe(heading);
  }
});

it('offers the tools of the page for its proof, which no picture of it shows', () => {
  const proof = { words: [], statements: [], scope: null };
  const subjects: PanelSubject[] = [];
  const view = (
    <PanelToolsProvider
      value={(panel) => {
        subjects.push(panel);
        return <button type="button">Tools of {panel.title}</button>;
      }}
    >
      {frame({ proof })}
      {frame({ title: 'Nothing was asked' })}
    </PanelToolsProvider>
  );
  render(view);
  expect(screen.getAllByRole('button', { name: /Tools of/ }).map(({ textContent }) => textContent)).toEqual([
    'Tools of Funnel',
  ]);
  const [subject] = subjects;
  expect(subject).toMatchObject({ name: 'funnel', title: 'Funnel', proof });
  expect(subject?.figure.current).toBe(screen.getByRole('figure', { name: 'Funnel' }));
  expect(screen.getByRole('button', { name: 'Tools of Funnel' }).closest('[data-export="skip"]')).not.toBeNull();
});

it('has no tools where the page gives none', () => {
  render(frame({ proof: { words: [], statements: [], scope: null } }));
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Show table']);
});
