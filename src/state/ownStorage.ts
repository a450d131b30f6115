import type { StateStorage } from 'zustand/middleware';

/** The browser’s own storage. Where it is forbidden or full the page goes on: what it would have kept lives as long as it does. */
export const ownStorage: StateStorage = {
  getItem: (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  setItem: (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Nothing is lost that the page itself needs.
    }
  },
  removeItem: (name) => {
    try {
      localStorage.removeItem(name);
    } catch {
      // As above.
    }
  },
};
