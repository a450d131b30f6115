import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ConfirmHost } from './ConfirmHost.tsx';

afterEach(cleanup);

it('names the host by its true name and does only what is pressed', async () => {
  const onOpen = vi.fn();
  const onCancel = vi.fn();
  render(<ConfirmHost origin="https://shоp.example:8443" onOpen={onOpen} onCancel={onCancel} />);
  await expect.element(page.getByRole('alert')).toHaveTextContent('data that lies on xn--shp-ted.example:8443');
  expect([onOpen.mock.calls.length, onCancel.mock.calls.length]).toEqual([0, 0]);

  await userEvent.click(page.getByRole('button', { name: /^Cancel/ }));
  expect([onOpen.mock.calls.length, onCancel.mock.calls.length]).toEqual([0, 1]);
  await userEvent.click(page.getByRole('button', { name: 'Open data from xn--shp-ted.example:8443' }));
  expect([onOpen.mock.calls.length, onCancel.mock.calls.length]).toEqual([1, 1]);
});
