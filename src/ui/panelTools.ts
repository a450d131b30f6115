import { createContext, memo, type ReactNode, type RefObject, useContext } from 'react';

/** How the numbers of a panel came about: the words it uses, and what was asked. */
export interface Proof {
  readonly words: readonly { readonly label: string; readonly means: string }[];
  readonly statements: readonly PanelStatement[];
  /** What the numbers are of, where that is not the selection on screen. */
  readonly scope: PanelScope | null;
}

/** One question of a panel. */
export interface PanelStatement {
  readonly name: string;
  /** One statement that gives all of its numbers. */
  readonly sql: string;
  /** What it is of, where that is not what the panel is of: the other side of a comparison. */
  readonly scope: PanelScope | null;
}

/** What some numbers are of, in words that need nothing beside them. */
export interface PanelScope {
  readonly text: string;
  /** First and last day, ISO; null where no days are chosen; left out where they are those of the selection. */
  readonly days?: { readonly from: string; readonly to: string } | null;
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

/** Where a panel has its tools: those of the nearest provider, none without one. */
export const PanelToolsPlace = memo(function PanelToolsPlace(panel: PanelSubject): ReactNode {
  return useContext(PanelToolsContext)?.(panel);
});
