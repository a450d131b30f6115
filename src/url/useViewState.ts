import { createParser, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { decode, encode } from './codec.ts';
import { addressWith, useSearch } from './linkAdapter.ts';
import { useLinkNotices } from './LinkProvider.tsx';
import {
  codecOf,
  defaultValues,
  type LinkValues,
  type ParameterName,
  parameterNames,
  stateOf,
  valuesBy,
  valuesOf,
} from './parameters.ts';
import type { ViewState } from './viewState.ts';

/** `push` for a decision, which Back undoes; `replace` while something is typed or dragged. */
export type HistoryMode = 'push' | 'replace';
export type ViewChange = Partial<ViewState> | ((state: ViewState) => ViewState);

export interface ViewLink {
  readonly state: ViewState;
  /** A sentence for each part of the link, or of the latest change, that was not used. */
  readonly issues: readonly string[];
  /** Hides the issues of this very link. */
  readonly dismissIssues: () => void;
  readonly change: (change: ViewChange, mode?: HistoryMode) => void;
}

function parserOf<N extends ParameterName>(name: N) {
  const codec = codecOf(name);
  return createParser<NonNullable<LinkValues[N]>>({
    parse: (raw) => codec.read(raw, name).value ?? null,
    serialize: (value) => codec.write(value),
  });
}

type Parsers = { readonly [N in ParameterName]: ReturnType<typeof parserOf<N>> };
const parsers = Object.fromEntries(parameterNames.map((name) => [name, parserOf(name)])) as unknown as Parsers;

/** What nuqs holds: null for what the link leaves out. */
type HeldValues = { readonly [N in ParameterName]: LinkValues[N] | null };

function stateIn(held: HeldValues): ViewState {
  return stateOf(valuesBy((name) => held[name] ?? defaultValues[name]));
}

/** Every parameter, so that a write leaves nothing of a bad link in the address bar. */
function heldOf(state: ViewState): Partial<HeldValues> {
  const values = valuesOf(state);
  const heldBy = <N extends ParameterName>(name: N) => {
    const value = values[name];
    return [name, codecOf(name).write(value) === '' ? null : value] as const;
  };
  return Object.fromEntries(parameterNames.map((name) => heldBy(name)));
}

/** The state of the page, which is the state of the link, and the way to change it. */
export function useViewState(): ViewLink {
  const search = useSearch();
  const [held, hold] = useQueryStates(parsers);
  const { dismissed, dismiss, refusal, refuse } = useLinkNotices();

  const state = useMemo(() => stateIn(held), [held]);
  const issues = useMemo(() => {
    const ofLink = dismissed === search ? [] : decode(search).issues;
    return refusal === null ? ofLink : [...ofLink, refusal];
  }, [search, dismissed, refusal]);
  const dismissIssues = useCallback(() => {
    dismiss(search);
    refuse(null);
  }, [search, dismiss, refuse]);

  const change = useCallback(
    (next: ViewChange, mode: HistoryMode = 'push') => {
      // nuqs gives the newest values to a function, also those of a change made a moment ago.
      void hold(
        (latest) => {
          const before = stateIn(latest);
          const after = typeof next === 'function' ? next(before) : { ...before, ...next };
          // What somebody else saw says nothing of a state of one’s own.
          const link = decode(encode({ ...after, check: null }));
          const [problem] = link.issues;
          refuse(problem === undefined ? null : `This choice does not fit in a link and was not made. ${problem}`);
          return problem === undefined ? heldOf(link.state) : {};
        },
        { history: mode },
      );
    },
    [hold, refuse],
  );
  return { state, issues, dismissIssues, change };
}

/** The absolute address that shows a state to somebody else. */
export function linkOf(state: ViewState): string {
  return addressWith(encode(state));
}

/** The query string of a view by itself: without what only its sender or a frame around it needs. */
export function queryOf(state: ViewState): string {
  return encode({ ...state, check: null, embed: null });
}

/** The view of a query string; parts that mean nothing are left out. */
export function viewIn(query: string): ViewState {
  return decode(query).state;
}
