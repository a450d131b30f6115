import { useId, useMemo, useState } from 'react';
import type { Counting, Filters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import { totalsQuery } from '../../model/queries/totals.ts';
import { useRows } from '../../queries/useRows.ts';
import { Button } from '../../ui/Button.tsx';
import { Defined } from './Defined.tsx';
import styles from './Tiles.module.css';
import { type Tile, tilesView } from './tilesView.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface TilesProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly facts: Facts;
  /** ISO code. */
  readonly currency: string;
}

/** The key figures: five in sight, the others behind “More”. */
export function Tiles({ filters, counting, facts, currency }: TilesProps) {
  const funnel = useRows(funnelQuery(filters, counting));
  const totals = useRows(totalsQuery(filters, counting));
  const [open, setOpen] = useState(false);
  const moreId = useId();
  const stale = totals.stale || funnel.stale;
  const error = totals.error ?? funnel.error;
  const [row] = totals.rows ?? [];
  const { rows } = funnel;
  const current = useMemo(
    () => (row === undefined || rows === undefined ? null : tilesView(rows, row, { counting, facts, currency })),
    [rows, row, counting, facts, currency],
  );
  const view = useSettled(current, { stale, error });

  return (
    <section className={styles.tiles} aria-label="Key figures" aria-busy={error === null && (view === null || stale)}>
      {error !== null && (
        <div className={styles.error} role="alert">
          <p>{error.message}</p>
          <Button onPress={totals.error === null ? funnel.retry : totals.retry}>Try again</Button>
        </div>
      )}
      {view !== null && (
        <div className={styles.numbers} data-dimmed={error !== null || stale}>
          <TileRow tiles={view.first} />
          {open && <TileRow id={moreId} tiles={view.more} />}
        </div>
      )}
      <div className={styles.more}>
        <Button look="text" aria-expanded={open} aria-controls={moreId} onPress={() => setOpen(!open)}>
          {open ? 'Less' : 'More'}
        </Button>
      </div>
    </section>
  );
}

function TileRow({ tiles, id }: { tiles: readonly Tile[]; id?: string }) {
  return (
    <dl id={id} className={styles.row}>
      {tiles.map(({ label, word, value, detail }) => (
        <div key={label} className={styles.tile}>
          <dt>
            <Defined word={word} className={styles.label}>
              {label}
            </Defined>
          </dt>
          <dd className={styles.value}>{value}</dd>
          {detail !== null && <dd className={styles.detail}>{detail}</dd>}
        </div>
      ))}
    </dl>
  );
}
