import { useRef } from 'react';
import type { Compare } from '../../model/comparison.ts';
import { type Filters, parseDay } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { words } from '../../model/words.ts';
import { FieldPopover } from '../../ui/FieldPopover.tsx';
import { DateRangePanel } from '../../ui/laterPanels.tsx';
import { RadioPanel } from '../../ui/RadioPanel.tsx';
import type { HistoryMode } from '../../url/useViewState.ts';
import styles from './CompareFilter.module.css';
import { type CompareKind, compareOptions, compareText, periodFor, periodPresets } from './compareView.ts';

interface CompareFilterProps {
  readonly compare: Compare;
  /** What is selected. */
  readonly filters: Filters;
  readonly facts: Facts;
  readonly onCompare: (compare: Compare, mode: HistoryMode) => void;
}

/** The field for the other side: nothing, the days before, the rest, or a period. */
export function CompareFilter(props: CompareFilterProps) {
  const { compare, filters, facts } = props;
  return (
    <FieldPopover
      label={words.compared.label}
      value={compareText(compare, filters, facts)}
      isSet={compare.kind !== 'none'}
    >
      <ComparePanel {...props} />
    </FieldPopover>
  );
}

function ComparePanel({ compare, filters, facts, onCompare }: CompareFilterProps) {
  // As in every editor, Back undoes all that was chosen while it was open.
  const hasBegun = useRef(false);
  const edit = (next: Compare) => {
    onCompare(next, hasBegun.current ? 'replace' : 'push');
    hasBegun.current = true;
  };
  const choose = (kind: CompareKind) => {
    if (kind !== 'period') return edit({ kind });
    const period = periodFor(compare, filters, facts);
    if (period !== null) edit({ kind, ...period });
  };
  const { firstDay, lastDay } = facts;

  return (
    <div className={styles.panel}>
      <RadioPanel
        label={words.compared.label}
        options={compareOptions(compare, filters, facts)}
        value={compare.kind}
        onChange={choose}
      />
      {compare.kind === 'period' && firstDay !== null && lastDay !== null && (
        <div className={styles.period}>
          <DateRangePanel
            value={compare}
            first={firstDay}
            last={lastDay}
            presets={periodPresets(filters, facts)}
            onChange={({ from, to }) => {
              const [start, end] = [parseDay(from ?? ''), parseDay(to ?? '')];
              if (start !== null && end !== null) edit({ kind: 'period', from: start, to: end });
            }}
          />
        </div>
      )}
    </div>
  );
}
