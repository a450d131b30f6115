import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Choice } from '../model/filters.ts';
import { LinkProvider } from './LinkProvider.tsx';
import { linkOf, useViewState } from './useViewState.ts';
import type { ViewState } from './viewState.ts';

const before = location.href;
const visit = (search: string) => history.pushState(null, '', location.pathname + search);
const open = () => renderHook(() => useViewState(), { wrapper: LinkProvider });
const only = (...values: string[]): Choice => ({ mode: 'only', values });
const choose = (filter: 'product' | 'state', choice: Choice) => (state: ViewState) => ({
  ...state,
  filters: { ...state.filters, [filter]: choice },
});
const search = (expected: string) => waitFor(() => expect(location.search).toBe(expected));

beforeEach(() => visit(''));
afterEach(() => {
  cleanup();
  history.replaceState(null, '', before);
});

it('reads a comma inside a name apart from one between two', () => {
  visit('?product=Ivy%2C%20variegated,Pothos');
  expect(open().result.current.state.filters.product).toEqual(only('Ivy, variegated', 'Pothos'));
});

it('shows a change at once and writes it as it will be read', async () => {
  const { result } = open();
  act(() => result.current.change(choose('product', only('Pothos', 'Ivy, variegated'))));
  expect(result.current.state.filters.product).toEqual(only('Ivy, variegated', 'Pothos'));
  await search('?product=Ivy%2C%20variegated,Pothos');
});

it('keeps both of two changes in one moment, also of two readers', async () => {
  const { result } = renderHook(() => [useViewState(), useViewState()] as const, { wrapper: LinkProvider });
  act(() => {
    result.current[0].change(choose('product', only('Pothos')));
    result.current[1].change(choose('state', only('Ohio')));
    result.current[0].change({ grain: 'hour' });
  });
  await search('?product=Pothos&state=Ohio&grain=hour');
  expect(result.current[1].state).toEqual(result.current[0].state);
});

it('goes back over a decision, and over typing in one go', async () => {
  const { result } = open();
  act(() => result.current.change(choose('product', only('Pothos'))));
  await search('?product=Pothos');
  act(() => result.current.change(choose('state', only('Ohio'))));
  await search('?product=Pothos&state=Ohio');
  act(() => result.current.change(choose('state', only('Ohio', 'Texas')), 'replace'));
  await search('?product=Pothos&state=Ohio,Texas');
  act(() => history.back());
  await search('?product=Pothos');
  await waitFor(() => expect(result.current.state.filters.state.values).toEqual([]));
  expect(result.current.state.filters.product).toEqual(only('Pothos'));
});

it('makes no second entry of the history for the same state', async () => {
  const { result } = open();
  act(() => result.current.change(choose('product', only("Devil's Ivy"))));
  await waitFor(() => expect(location.search).not.toBe(''));
  const entries = history.length;
  act(() => result.current.change({}));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(history.length).toBe(entries);
});

it('leaves a bad link as it is until the next change, then writes a good one', async () => {
  visit('?from=2021-02-30&foo=1&product=Pothos&reading=strict');
  const { result } = open();
  expect(result.current.issues).toHaveLength(3);
  expect(location.search).toBe('?from=2021-02-30&foo=1&product=Pothos&reading=strict');
  act(() => result.current.change({ grain: 'day' }));
  await search('?product=Pothos&grain=day');
  expect(result.current.issues).toEqual([]);
});

it('hides the issues of this very link only', async () => {
  visit('?from=never');
  const { result } = open();
  act(() => result.current.dismissIssues());
  expect(result.current.issues).toEqual([]);
  act(() => {
    visit('?to=never');
    window.dispatchEvent(new PopStateEvent('popstate'));
  });
  await waitFor(() => expect(result.current.issues).toEqual(['The link’s “to=never” is not a day; it is left out.']));
});

it('does not make a choice that no link can hold, and says so', async () => {
  const { result } = open();
  const many = Array.from({ length: 600 }, (_, index) => `Plant ${index}`);
  act(() => result.current.change(choose('product', only(...many))));
  expect(result.current.state.filters.product.values).toEqual([]);
  expect(result.current.issues[0]).toContain('does not fit in a link');
  act(() => result.current.change(choose('product', only('Pothos'))));
  expect(result.current.issues).toEqual([]);
  await search('?product=Pothos');
});

it('gives the absolute address of a state', () => {
  visit('?grain=day#top');
  const { result } = open();
  const link = linkOf(choose('product', only("Devil's Ivy"))(result.current.state));
  expect(link).toBe(`${location.origin}${location.pathname}?product=Devil's%20Ivy&grain=day`);
});
