import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { MeasureBars } from '../../charts/MeasureBars.tsx';
import { shows } from '../../model/subjects.ts';
import { words } from '../../model/words.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { CountField } from '../../ui/CountField.tsx';
import { FieldPopover } from '../../ui/FieldPopover.tsx';
import { RadioPanel } from '../../ui/RadioPanel.tsx';
import type { ProductsState } from '../../url/viewState.ts';
import styles from './ExtremesPanel.module.css';
import type { ExtremesView } from './extremesView.ts';
import { measures, rankedMeasures } from './measures.ts';
import type { PanelState } from './panelState.ts';

interface ExtremesPanelProps extends PanelState {
  readonly view: ExtremesView | null;
  readonly chosen: ProductsState;
  readonly onChoose: (patch: Partial<ProductsState>) => void;
  readonly onFocus: (product: string) => void;
}

/** The products at both ends of a measure. */
export function ExtremesPanel({ view, chosen, asked, stale, error, onChoose, onFocus }: ExtremesPanelProps) {
  const { measure, top } = chosen;
  const { label, word } = measure === 'name' ? { label: 'Name', word: null } : measures[measure];
  return (
    <ChartFrame
      title="Highest and lowest"
      subjects={shows('sessions', 'steps', 'products', 'orders', 'units', 'revenue', 'stock')}
      subtitle={
        <FieldPopover look="words" label="by" value={label}>
          <RadioPanel
            label="Measure"
            options={rankedMeasures.map((value) => {
              const { label: name, word: defined } = measures[value];
              return { value, label: name, ...(defined === null ? {} : { means: words[defined].means }) };
            })}
            value={measure === 'name' ? 'conversion' : measure}
            onChange={(next) => onChoose({ measure: next })}
          />
        </FieldPopover>
      }
      tools={
        <CountField
          label="Products at either end"
          value={top}
          least={1}
          most={50}
          onChange={(next) => onChoose({ top: next })}
        />
      }
      numbers={view?.numbers ?? null}
      stale={stale}
      error={error}
      proof={proofOf(word === null ? asked.words : [...asked.words, word], asked.queries)}
      empty={view?.empty ?? null}
      note="Equal numbers are in the order of names."
      height={(Math.min(top, 10) + 1) * 66}
    >
      {view !== null && (
        <div className={styles.ends}>
          <MeasureBars title={`Highest ${top}`} bars={view.highest} isLoss={view.isLoss} onSelect={onFocus} />
          <MeasureBars title={`Lowest ${top}`} bars={view.lowest} isLoss={view.isLoss} onSelect={onFocus} />
        </div>
      )}
    </ChartFrame>
  );
}
