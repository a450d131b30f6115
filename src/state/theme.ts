import { create } from 'zustand';
import { ownStorage } from './ownStorage.ts';

export type Theme = 'light' | 'dark';

/** `public/theme.js` reads the same name before the first paint. */
const stored = 'greenery.theme';

/** The theme on screen. It is the reader’s own, so it is not in the link. */
export const useTheme = create<{ theme: Theme; toggle: () => void }>((set) => ({
  theme: document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light',
  toggle: () =>
    set(({ theme }) => {
      const next: Theme = theme === 'dark' ? 'light' : 'dark';
      document.documentElement.dataset['theme'] = next;
      ownStorage.setItem(stored, next);
      return { theme: next };
    }),
}));
