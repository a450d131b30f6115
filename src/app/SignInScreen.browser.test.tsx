import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import './tokens.css';
import './page.css';
import type { SignIn } from './datasetStore.ts';
import { ServerFailure } from './ServerFailure.tsx';
import { ServerUnfitError } from './serverUnfit.ts';
import { SignInScreen } from './SignInScreen.tsx';

afterEach(cleanup);

const asked: SignIn = {
  server: { host: 'data.example.com:8443', database: 'shop', user: 'reader' },
  title: null,
  refused: null,
  isConnecting: false,
  connect: () => undefined,
};

it('says what it connects to, and hands on what is typed: by Enter, by the button, and nothing at all too', async () => {
  const connect = vi.fn<SignIn['connect']>();
  render(<SignInScreen {...asked} connect={connect} />);
  const screen = page.getByRole('region', { name: 'Sign in to see the data' });
  await expect.element(screen).toHaveTextContent(/data\.example\.com:8443.*shop.*reader/);
  const field = page.getByLabelText('Password', { exact: true });
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await userEvent.keyboard('top secret{Enter}');
  await userEvent.click(page.getByRole('button', { name: 'Connect' }));
  expect(connect.mock.calls).toEqual([[''], ['top secret'], ['top secret']]);
});

it('is a form that password managers know, and hides the password until somebody wants to see it', async () => {
  render(<SignInScreen {...asked} />);
  const { user, password } = {
    user: document.querySelector<HTMLInputElement>('[autocomplete=username]'),
    password: document.querySelector<HTMLInputElement>('[autocomplete=current-password]'),
  };
  expect([user?.value, user?.form !== null, user?.form === password?.form]).toEqual(['reader', true, true]);
  expect(password?.type).toBe('password');
  await userEvent.click(page.getByLabelText('Show the password'));
  expect(password?.type).toBe('text');
});

it('tells why it asks again, beside the field, and is quiet while it connects', async () => {
  const connect = vi.fn<SignIn['connect']>();
  const { rerender } = render(<SignInScreen {...asked} refused="The password is wrong." connect={connect} />);
  const field = page.getByLabelText('Password', { exact: true });
  await expect.element(page.getByRole('alert')).toHaveTextContent('The password is wrong.');
  await expect.element(field).toHaveAccessibleDescription('The password is wrong.');
  rerender(<SignInScreen {...asked} isConnecting connect={connect} />);
  await expect.element(page.getByRole('status')).toHaveTextContent('Asking data.example.com:8443');
  await userEvent.click(field);
  await userEvent.keyboard('{Enter}');
  expect(connect).not.toHaveBeenCalled();
});

it('lists all that is wrong with a server, with the ways on', async () => {
  const [onRetry, onSignIn, onReset] = [vi.fn(), vi.fn(), vi.fn()];
  const error = new ServerUnfitError('Not set up.', [
    'The table orders is missing.',
    'The setting readonly must be 1.',
  ]);
  render(<ServerFailure error={error} onRetry={onRetry} onSignIn={onSignIn} onReset={onReset} />);
  const items = page.getByRole('list', { name: 'What is wrong' }).getByRole('listitem');
  expect(items.elements().map((item) => item.textContent)).toEqual(error.reasons);
  await expect.element(page.getByRole('alert')).toHaveTextContent('these 2 things');
  for (const name of ['Try again', 'Sign in again', 'Start afresh']) {
    await userEvent.click(page.getByRole('button', { name }));
  }
  expect([onRetry, onSignIn, onReset].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
});
