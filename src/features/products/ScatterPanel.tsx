import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { RateScatter } from '../../charts/RateScatter.tsx';
import { scatterHeight } from '../../charts/rateScatterGeometry.ts';
import type { Unit } from '../../model/filters.ts';
import { shows } from '../../model/subjects.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { Defined } from './Defined.tsx';
import type { PanelState } from './panelState.ts';
import type { ScatterView } from './scatterView.ts';

interface ScatterPanelProps extends PanelState {
  readonly view: ScatterView | null;
  readonly unit: Unit;
  readonly onFocus: (product: string) => void;
}

/** Conversion against views: what lies between the lines may be chance. */
export function ScatterPanel({ view, unit, asked, stale, error, onFocus }: ScatterPanelProps) {
  return (
    <ChartFrame
      title="Conversion against views"
      subjects={shows('sessions', 'steps', 'products')}
      subtitle={
        <>
          with <Defined word="controlLimits">control limits</Defined> around the{' '}
          <Defined word="overallRate">overall rate</Defined>
        </>
      }
      numbers={view?.numbers ?? null}
      stale={stale}
      error={error}
      proof={proofOf(
        [...asked.words, 'productConversion', 'overallRate', 'controlLimits', 'chiSquare', 'standsOut'],
        asked.queries,
      )}
      empty={view?.empty ?? null}
      note={view?.note ?? null}
      height={scatterHeight}
    >
      {view !== null && (
        <RateScatter
          points={view.points}
          limits={view.limits}
          centre={view.centre}
          xTicks={view.xTicks}
          yTicks={view.yTicks}
          xLabel={`${unit} that viewed the product →`}
          onSelect={onFocus}
        />
      )}
    </ChartFrame>
  );
}
