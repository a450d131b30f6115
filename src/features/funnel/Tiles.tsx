import { useId, useState } from 'react';
import type { Counting, Filters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import { totalsQuery } from '../../model/queries/totals.ts';
import { useRows } from '../../queries/useRows.ts';
import { Button } from '../../ui/Button.tsx';
import { Defined } from './Defined.tsx';
import styles from './Tiles.module.css';
import { type Tile, tilesView } from './tilesView.ts';

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
  const error = totals.error ?? funnel.error;
  const [row] = totals.rows ?? [];
  const view =
    row === undefined || funnel.rows === undefined ? null : tilesView(funnel.rows, row, { counting, facts, currency });

  return (
    <section
      className={styles.tiles}
      aria-label="Key figures"
      aria-busy={error === null && (view === null || totals.stale || funnel.stale)}
    >
      {error !== null && (
        <div className={styles.error} role="alert">
          <p>{error.message}</p>
          <Button onPress={totals.error === null ? funnel.retry : totals.retry}>Try again</Button>
        </div>
      )}
      {view !== null && (
        <div className={styles.numbers} data-dimmed={error !== null || totals.stale || funnel.stale}>
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
