import { cleanup, render } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { MultiSelectPanel } from './MultiSelectPanel.tsx';
import type { ValueChoice } from './valueChoice.ts';

const options = Array.from({ length: 5000 }, (_, index) => ({
  value: `plant ${index}`,
  label: `Plant ${index}`,
  count: String(index),
  isEmpty: index === 0,
}));

let chosen: ValueChoice;
function Panel() {
  const [choice, setChoice] = useState<ValueChoice>({ mode: 'only', values: [] });
  useEffect(() => {
    chosen = choice;
  }, [choice]);
  return (
    <MultiSelectPanel
      noun="plants"
      counted="sessions"
      options={options}
      isStale={false}
      error={null}
      choice={choice}
      summary={`${choice.values.length} chosen`}
      onChange={setChoice}
    />
  );
}

afterEach(cleanup);

it('holds thousands of values and draws those in sight', async () => {
  render(<Panel />);
  await expect.element(page.getByRole('option', { name: /Plant 0/ })).toBeVisible();
  expect(page.getByRole('option').elements().length).toBeLessThan(60);
  await userEvent.keyboard('{ArrowUp}{Enter}');
  await expect.poll(() => chosen.values).toEqual(['plant 4999']);
  await expect.element(page.getByRole('option', { name: /Plant 4999/ })).toBeVisible();
});

it('keeps what is chosen while the search shows something else', async () => {
  render(<Panel />);
  await userEvent.keyboard('plant 4321');
  await page.getByRole('button', { name: 'Select 1 found' }).click();
  await userEvent.fill(page.getByRole('combobox'), 'plant 1717');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.poll(() => chosen.values).toEqual(['plant 4321', 'plant 1717']);
  await page.getByRole('button', { name: 'Clear these' }).click();
  await expect.poll(() => chosen.values).toEqual(['plant 4321']);
});
