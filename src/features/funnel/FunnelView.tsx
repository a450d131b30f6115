import type { ReactNode } from 'react';
import type { OtherSide } from '../../model/comparison.ts';
import type { Filters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { daysOf } from '../../model/resolve.ts';
import type { HistoryMode } from '../../url/useViewState.ts';
import type { ViewState } from '../../url/viewState.ts';
import { Breakdown } from './Breakdown.tsx';
import { ByCountryPanel } from './ByCountryPanel.tsx';
import { ByStatePanel } from './ByStatePanel.tsx';
import { DriversPanel } from './DriversPanel.tsx';
import { Findings } from './Findings.tsx';
import { FunnelPanel } from './FunnelPanel.tsx';
import styles from './FunnelView.module.css';
import { Headline } from './Headline.tsx';
import { Tiles } from './Tiles.tsx';
import { TimeToConvertPanel } from './TimeToConvertPanel.tsx';
import { TrendPanel } from './TrendPanel.tsx';

interface FunnelViewProps {
  readonly state: ViewState;
  /** Those of the state that this dataset can answer. */
  readonly filters: Filters;
  /** What the selection is compared with, if anything. */
  readonly other: OtherSide | null;
  readonly facts: Facts;
  /** ISO code of the shop’s currency. */
  readonly currency: string;
  readonly onState: (patch: Partial<ViewState>, mode?: HistoryMode) => void;
  readonly onFilters: (filters: Filters) => void;
  readonly switches: { readonly counting: ReactNode; readonly grain: ReactNode };
}

/** How sessions move through the funnel, and where they are lost: the finding, its cause, the figures, the pictures. */
export function FunnelView(props: FunnelViewProps) {
  const { state, filters, other, facts, currency, onState, onFilters, switches } = props;
  const { counting, grain, map } = state;
  const days = daysOf(filters, facts);
  return (
    <div className={styles.view}>
      <div className={styles.finding}>
        <Headline filters={filters} counting={counting} />
        <Findings {...props} counting={counting} />
      </div>
      <Tiles filters={filters} other={other} counting={counting} facts={facts} currency={currency} />
      <div className={styles.pair}>
        <FunnelPanel
          filters={filters}
          other={other}
          counting={counting}
          countingSwitch={switches.counting}
          onChange={onFilters}
          onSessions={() => onState({ sessions: [] })}
        />
        {days !== null && (
          <TrendPanel
            filters={filters}
            other={other}
            counting={counting}
            grain={grain}
            days={days}
            grainSwitch={switches.grain}
            onChange={onFilters}
          />
        )}
      </div>
      <DriversPanel state={state} filters={filters} facts={facts} onState={onState} onFilters={onFilters} />
      {/* Paper takes one page: what leads on stays on the screen. */}
      <div data-print="skip" className={styles.rest}>
        <Breakdown {...props} />
        <TimeToConvertPanel state={state} filters={filters} other={other} onState={onState} />
        {facts.hasPlaces && <ByCountryPanel filters={filters} other={other} counting={counting} onChange={onFilters} />}
        <ByStatePanel
          filters={filters}
          other={other}
          counting={counting}
          hasPlaces={facts.hasPlaces}
          map={map}
          onMap={(next) => onState({ map: next })}
          onChange={onFilters}
        />
      </div>
    </div>
  );
}
