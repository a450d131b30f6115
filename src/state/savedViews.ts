import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { ownStorage } from './ownStorage.ts';

/** A view somebody gave a name to. */
export interface SavedView {
  readonly name: string;
  /** The query string of its link, `?…` or empty. */
  readonly query: string;
}

/** More than anybody finds their way in. */
const mostSavedViews = 100;
export const longestViewName = 80;

interface SavedViews {
  readonly views: readonly SavedView[];
  /** Keeps a view under a name; one of the same name is replaced. */
  readonly save: (view: SavedView) => void;
  readonly remove: (name: string) => void;
}

function isSavedView(value: unknown): value is SavedView {
  if (typeof value !== 'object' || value === null) return false;
  const { name, query } = value as Partial<Record<keyof SavedView, unknown>>;
  return typeof name === 'string' && typeof query === 'string' && (query === '' || query.startsWith('?'));
}

/** The views this browser keeps; another tab’s are seen after a reload. They are the reader’s own, so no link holds them. */
export const useSavedViews = create<SavedViews>()(
  persist(
    (set) => ({
      views: [],
      save: (view) =>
        set(({ views }) => ({
          views: [...views.filter(({ name }) => name !== view.name), view]
            .slice(-mostSavedViews)
            .sort((a, b) => (a.name < b.name ? -1 : 1)),
        })),
      remove: (name) => set(({ views }) => ({ views: views.filter((view) => view.name !== name) })),
    }),
    {
      name: 'greenery.views',
      storage: createJSONStorage(() => ownStorage),
      partialize: ({ views }) => ({ views }),
      merge: (kept, now) => {
        const views = typeof kept === 'object' && kept !== null ? (kept as { views?: unknown }).views : [];
        return { ...now, views: Array.isArray(views) ? views.filter(isSavedView).slice(-mostSavedViews) : [] };
      },
    },
  ),
);
