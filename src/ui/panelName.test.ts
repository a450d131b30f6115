import { expect, it } from 'vitest';
import { panelId, panelName } from './panelName.ts';

it.each([
  ['Funnel', 'funnel'],
  ['By state', 'by-state'],
  ['Why sessions are lost', 'why-sessions-are-lost'],
  ['  Users’ orders: 1 – 3 ', 'users-orders-1-3'],
  ['Épinette', 'epinette'],
])('“%s” is %s', (title, name) => {
  expect(panelName(title)).toBe(name);
  expect(panelName(name)).toBe(name);
});

it('is an id of the page after a word of its own', () => {
  expect(panelId('by-state')).toBe('panel-by-state');
});
