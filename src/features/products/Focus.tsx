import { X } from 'lucide-react';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { LevelSteps, levelStepsHeight } from '../../charts/LevelSteps.tsx';
import { StepBars } from '../../charts/StepBars.tsx';
import { TrendLines } from '../../charts/TrendLines.tsx';
import { trendHeight } from '../../charts/trendGeometry.ts';
import type { Counting, Day, Filters, Grain } from '../../model/filters.ts';
import { grainFor } from '../../model/grain.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import { productStockQuery } from '../../model/queries/productStock.ts';
import { trendQuery } from '../../model/queries/trend.ts';
import { selectionText } from '../../model/selectionText.ts';
import { shows } from '../../model/subjects.ts';
import { dayRange } from '../../ui/format.ts';
import { panelError } from '../../queries/panelError.ts';
import { countingWords, proofOf, type ProofScope } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { useSettled } from '../../queries/useSettled.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './Focus.module.css';
import { clocksText, focusFunnelView, focusStockView, focusTrendView } from './focusView.ts';

interface FocusProps {
  readonly product: string;
  readonly filters: Filters;
  readonly counting: Counting;
  readonly grain: Grain | 'auto';
  /** The days of sessions on screen. */
  readonly days: { readonly from: Day; readonly to: Day } | null;
  readonly onClose: () => void;
  readonly onFilters: (filters: Filters) => void;
}

/** One product looked at closely: its funnel, its trend, and its stock on the clock of the snapshots. */
export function Focus({ product, filters, counting, grain, days, onClose, onFilters }: FocusProps) {
  const alone = useMemo<Filters>(
    () => ({ ...filters, product: { mode: 'only', values: [product] } }),
    [filters, product],
  );
  const ofFirst = useMemo<Counting>(() => ({ ...counting, base: 'first' }), [counting]);
  const stock = useRows(productStockQuery(product));
  const scope = { text: selectionText(alone, ofFirst, days) };
  const clocks = clocksText(days, stock.rows ?? []);
  return (
    <section className={styles.focus} aria-label={`${product}, closely`}>
      <div className={styles.head}>
        <h2>{product}</h2>
        {clocks !== null && <p>{clocks}</p>}
        <IconButton look="bare" label={`Close ${product}`} onPress={onClose}>
          <X aria-hidden="true" size={16} />
        </IconButton>
      </div>
      <div className={styles.panels}>
        <FocusFunnel product={product} filters={alone} counting={ofFirst} scope={scope} />
        {days !== null && (
          <FocusTrend
            product={product}
            filters={alone}
            counting={ofFirst}
            scope={scope}
            grain={grain}
            days={days}
            onRange={(from, to) => onFilters({ ...filters, from, to })}
          />
        )}
        <FocusStock product={product} answer={stock} />
      </div>
    </section>
  );
}

interface FocusFunnelProps {
  readonly product: string;
  /** With this product alone. */
  readonly filters: Filters;
  readonly counting: Counting;
  /** The filters in words. */
  readonly scope: ProofScope;
}

function FocusFunnel({ product, filters, counting, scope }: FocusFunnelProps) {
  const query = funnelQuery(filters, counting);
  const answer = useRows(query);
  const { rows } = answer;
  const { unit } = counting;
  const current = useMemo(() => (rows === undefined ? null : focusFunnelView(rows, unit)), [rows, unit]);
  const view = useSettled(current, answer);
  return (
    <ChartFrame
      title={`Funnel of ${product}`}
      name="product-funnel"
      subjects={shows('sessions', 'steps', 'products')}
      subtitle={`${unit} that concern it`}
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['product', ...countingWords(counting)], [query], scope)}
      empty={view?.empty ?? null}
      height={levelStepsHeight}
    >
      {view !== null && <StepBars bars={view.bars} longest={view.longest} size="large" />}
    </ChartFrame>
  );
}

interface FocusTrendProps extends FocusFunnelProps {
  readonly grain: Grain | 'auto';
  readonly days: { readonly from: Day; readonly to: Day };
  readonly onRange: (from: Day, to: Day) => void;
}

function FocusTrend({ product, filters, counting, scope, grain: chosen, days, onRange }: FocusTrendProps) {
  const { grain } = grainFor(days.from, days.to, chosen);
  const query = trendQuery(filters, counting, grain);
  const answer = useRows(query);
  const { rows } = answer;
  const { unit } = counting;
  const current = useMemo(() => (rows === undefined ? null : focusTrendView(rows, grain, unit)), [rows, grain, unit]);
  const view = useSettled(current, answer);
  return (
    <ChartFrame
      title={`${product} over time`}
      name="product-over-time"
      subjects={shows('sessions', 'steps', 'times', 'products')}
      subtitle={`of those that viewed it, by ${grain}, sessions of ${dayRange(days.from, days.to)}`}
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['product', ...countingWords(counting), 'conversion', 'incomplete'], [query], scope)}
      empty={view?.empty ?? null}
      height={trendHeight}
    >
      {view !== null && (
        <TrendLines
          buckets={view.buckets}
          lines={view.lines}
          ticks={view.ticks}
          onSelectBucket={(bucket) => {
            const row = rows?.find((candidate) => candidate.bucket === bucket);
            if (row !== undefined) onRange(row.from, row.to);
          }}
        />
      )}
    </ChartFrame>
  );
}

type StockAnswer = ReturnType<typeof useRows<ReturnType<ReturnType<typeof productStockQuery>['row']>>>;

function FocusStock({ product, answer }: { product: string; answer: StockAnswer }) {
  const { rows } = answer;
  const current = useMemo(() => (rows === undefined ? null : focusStockView(rows)), [rows]);
  const view = useSettled(current, answer);
  const [first, last] = [rows?.[0]?.day, rows?.at(-1)?.day];
  const days = first === undefined || last === undefined ? null : { from: first, to: last };
  const scope = { text: `All snapshots of ${product}`, days };
  return (
    <ChartFrame
      title={`Stock of ${product}`}
      name="product-stock"
      subjects={shows('stock')}
      subtitle={
        first === undefined || last === undefined
          ? 'units at each snapshot'
          : `units at each snapshot of ${dayRange(first, last)}; the session filters do not apply`
      }
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['snapshot', 'stockLevel'], [productStockQuery(product)], scope)}
      empty={view?.empty ?? null}
      height={levelStepsHeight}
    >
      {view !== null && <LevelSteps steps={view.steps} />}
    </ChartFrame>
  );
}
