import { expect, it } from 'vitest';
import { figures } from '../testing/figures.ts';
import { isUnitedStates, usStateCodes, usStateOf, usStates } from './usStates.ts';

it('knows every state by its name and by its code, in any case and with any spaces', () => {
  expect(usStateCodes).toHaveLength(51);
  for (const code of usStateCodes) {
    for (const text of [
      code,
      code.toLowerCase(),
      usStates[code],
      ` ${usStates[code].toUpperCase().replace(' ', '  ')} `,
    ])
      expect(usStateOf(text), text).toBe(code);
  }
  expect(['D.C.', 'Washington, D.C.', 'Washington DC'].map(usStateOf)).toEqual(['DC', 'DC', 'DC']);
});

it('knows every state of the reference figures', () => {
  expect(figures.states.filter(({ state }) => usStateOf(state) === null)).toEqual([]);
});

it.each(['State 07', 'Puerto Rico', 'Gorgia', 'Georgia (US)', '(not set)', '', 'constructor', 'ジョージア'])(
  'takes “%s” for no state',
  (text) => expect(usStateOf(text)).toBeNull(),
);

it('knows the country by its usual names, and no other', () => {
  const names = ['United States', 'united states of america', 'The United States', 'USA', 'U.S.', 'us'];
  expect(names.filter((name) => !isUnitedStates(name))).toEqual([]);
  expect(['Georgia', 'United Kingdom', 'Russia', '(not set)', ''].filter(isUnitedStates)).toEqual([]);
});
