import { useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { SmallFunnels } from '../../charts/SmallFunnels.tsx';
import type { Unit } from '../../model/filters.ts';
import type { ProductRow } from '../../model/queries/products.ts';
import { shows } from '../../model/subjects.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { Button } from '../../ui/Button.tsx';
import type { PanelState } from './panelState.ts';
import { smallFunnelsView } from './smallFunnelsView.ts';
import styles from './SmallFunnelsPanel.module.css';

interface SmallFunnelsPanelProps extends PanelState {
  /** In the order of the table; null until they are there. */
  readonly rows: readonly ProductRow[] | null;
  readonly unit: Unit;
  readonly focus: string | null;
  readonly onFocus: (product: string) => void;
}

const atFirst = 30;
const atOnce = 300;

/** A small funnel for every product of the table, in its order, all on one scale. */
export function SmallFunnelsPanel({ rows, unit, focus, asked, stale, error, onFocus }: SmallFunnelsPanelProps) {
  const [shown, show] = useState(atFirst);
  const all = rows?.length ?? 0;
  const view = rows === null ? null : smallFunnelsView(rows.slice(0, shown), { unit, focus });
  const next = Math.min(shown + atOnce, all);
  return (
    <ChartFrame
      title="Funnel of each product"
      subjects={shows('sessions', 'steps', 'products')}
      subtitle={`page view → add to cart → checkout → shipped, ${unit}, in the order of the table`}
      numbers={view?.numbers ?? null}
      stale={stale}
      error={error}
      proof={proofOf(asked.words, asked.queries)}
      empty={all === 0 ? 'No product to draw.' : null}
      height={260}
    >
      {view !== null && (
        <>
          <SmallFunnels funnels={view.funnels} longest={view.longest} onSelect={onFocus} />
          {all > shown && (
            <p className={styles.more}>
              <Button look="text" onPress={() => show(next)}>
                {next === all ? `Show all ${all} products` : `Show ${atOnce} more of ${all} products`}
              </Button>
            </p>
          )}
        </>
      )}
    </ChartFrame>
  );
}
