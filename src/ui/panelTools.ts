import { createContext, type ReactNode, type RefObject, useContext } from 'react';

/** How the numbers of a panel came about: the words it uses, and what was asked. */
export interface Proof {
  readonly words: readonly { readonly label: string; readonly means: string }[];
  /** `sql` is the very text the engine is given. */
  readonly statements: readonly { readonly name: string; readonly sql: string }[];
  /** What the numbers are of, where that is not the selection on screen. */
  readonly scope: string | null;
}

/** A panel as its tools see it. */
export interface PanelSubject {
  /** The end of its id, and what files are called. */
  readonly name: string;
  readonly title: string;
  readonly proof: Proof;
  /** What is on screen. */
  readonly figure: RefObject<HTMLElement | null>;
}

/** Draws what every panel offers beside its own controls. */
export type PanelTools = (panel: PanelSubject) => ReactNode;

const PanelToolsContext = createContext<PanelTools | null>(null);
export const PanelToolsProvider = PanelToolsContext.Provider;

/** The tools of the nearest provider; null without one. */
export function usePanelTools(): PanelTools | null {
  return useContext(PanelToolsContext);
}
