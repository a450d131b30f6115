import { create } from 'zustand';
import { persist, type PersistStorage } from 'zustand/middleware';
import { ownStorage } from './ownStorage.ts';

/** What a person is writing, and the statement of the link it was written over. */
export interface SqlDraft {
  readonly text: string;
  readonly over: string | null;
}

interface SqlHistory {
  /** Statements that were run in this browser, newest first, each once. */
  readonly past: readonly string[];
  /** Lives as long as the page: it survives a look at another view. */
  readonly draft: SqlDraft | null;
  readonly remember: (statement: string) => void;
  readonly forget: (statement: string) => void;
  readonly forgetAll: () => void;
  readonly write: (draft: SqlDraft) => void;
}

const mostKept = 50;

/** Under this name the statements lie in the browser’s own storage. */
const stored = 'greenery.sql';

type Kept = Pick<SqlHistory, 'past'>;

const storage: PersistStorage<Kept> = {
  getItem: (name) => ({ state: { past: statementsIn(ownStorage.getItem(name)) } }),
  setItem: (name, { state }) => ownStorage.setItem(name, JSON.stringify(state.past)),
  removeItem: ownStorage.removeItem,
};

/** What was kept; something else under the name is none of ours. */
function statementsIn(json: string | null): readonly string[] {
  try {
    const found: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string').slice(0, mostKept) : [];
  } catch {
    return [];
  }
}

/** The statements a person ran and the one they are writing. They are the reader’s own, so only what is run is in the link. */
export const useSqlHistory = create<SqlHistory>()(
  persist(
    (set) => ({
      past: [],
      draft: null,
      remember: (statement) =>
        set(({ past }) => ({ past: [statement, ...past.filter((one) => one !== statement)].slice(0, mostKept) })),
      forget: (statement) => set(({ past }) => ({ past: past.filter((one) => one !== statement) })),
      forgetAll: () => set({ past: [] }),
      write: (draft) => set({ draft }),
    }),
    { name: stored, storage, partialize: ({ past }) => ({ past }) },
  ),
);
