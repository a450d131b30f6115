import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Tip } from './Tip.tsx';

beforeEach(() => {
  render(
    <>
      <Tip text="Checkout ÷ first step.">Conversion</Tip>
      <p style={{ marginTop: 200 }}>62 %</p>
    </>,
  );
});
afterEach(cleanup);

const tip = page.getByRole('tooltip');

it('explains itself under the pointer', async () => {
  await page.getByText('62 %').hover();
  await page.getByRole('button', { name: 'Conversion' }).hover();
  await expect.element(tip).toHaveTextContent('Checkout ÷ first step.');
  await page.getByText('62 %').hover();
  await expect.element(tip).not.toBeInTheDocument();
});

it('explains itself to the keyboard, until Escape', async () => {
  await userEvent.keyboard('{Tab}');
  await expect.element(tip).toBeVisible();
  expect(page.getByRole('button').element().getAttribute('aria-describedby')).toBe(tip.element().id);
  await userEvent.keyboard('{Escape}');
  await expect.element(tip).not.toBeInTheDocument();
});

it('explains itself when pressed, until something else is', async () => {
  await page.getByRole('button', { name: 'Conversion' }).click();
  await expect.element(tip).toBeVisible();
  await page.getByText('62 %').click();
  await expect.element(tip).not.toBeInTheDocument();
});
