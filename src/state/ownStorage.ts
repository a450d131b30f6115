import type { StateStorage } from 'zustand/middleware';

/** The browser’s own storage. Where it is forbidden or full the page goes on: what it would have kept lives as long as it does. */
export const ownStorage = {
  getItem: (name: string): string | null => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  setItem: (name: string, value: string): void => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Nothing is lost that the page itself needs.
    }
  },
  removeItem: (name: string): void => {
    try {
      localStorage.removeItem(name);
    } catch {
      // As above.
    }
  },
} satisfies StateStorage;
