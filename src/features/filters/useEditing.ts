import { useRef } from 'react';
import type { Filters } from '../../model/filters.ts';
import type { HistoryMode } from '../../url/useViewState.ts';

export type OnFilters = (filters: Filters, mode: HistoryMode) => void;

/** For as long as an editor is open its first change is the decision that Back undoes; the ones after it refine it. */
export function useEditing(onChange: OnFilters): (filters: Filters) => void {
  const hasBegun = useRef(false);
  return (filters) => {
    onChange(filters, hasBegun.current ? 'replace' : 'push');
    hasBegun.current = true;
  };
}
