import { useId, useMemo, useRef, useState } from 'react';
import type { OtherSide } from '../../model/comparison.ts';
import type { Counting, Filters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import { type SpreadsRow, spreadsQuery, totalsQuery } from '../../model/queries/totals.ts';
import { usersQuery } from '../../model/queries/users.ts';
import type { Query } from '../../model/query.ts';
import { shows } from '../../model/subjects.ts';
import { countingWords, proofOf, proofOfSides } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { useSides } from '../../queries/useSides.ts';
import { Button } from '../../ui/Button.tsx';
import { RetryButton } from '../../ui/RetryButton.tsx';
import { PanelNotesPlace } from '../../ui/panelNotes.tsx';
import { PanelToolsPlace } from '../../ui/panelTools.ts';
import { Defined } from './Defined.tsx';
import styles from './Tiles.module.css';
import { sidesSentence, verdictWords } from './sides.ts';
import { type Tile, type TileComparison, tilesView } from './tilesView.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface TilesProps {
  readonly filters: Filters;
  /** What the selection is compared with, if anything. */
  readonly other: OtherSide | null;
  readonly counting: Counting;
  readonly facts: Facts;
  /** ISO code. */
  readonly currency: string;
}

const inFirstTiles = shows('sessions', 'steps', 'events', 'users', 'revenue');
const inAllTiles = shows('sessions', 'steps', 'events', 'users', 'revenue', 'orders', 'units');

/** The key figures, with those of the other side where there is one: five in sight, the others behind “More”. */
export function Tiles({ filters, other, counting, facts, currency }: TilesProps) {
  const queries = useMemo(() => queriesOf(filters, counting), [filters, counting]);
  const otherQueries = useMemo(() => other && queriesOf(other.filters, counting), [other, counting]);
  const funnel = useRows(queries.funnel);
  const totals = useSides(queries.totals, otherQueries && otherQueries.totals);
  const people = useSides(queries.users, otherQueries && otherQueries.users, { turn: 'late' });
  const spreads = useSpreads(queries.spreads, otherQueries && otherQueries.spreads);
  const [open, setOpen] = useState(false);
  const moreId = useId();
  const section = useRef<HTMLElement>(null);
  const stale = totals.stale || funnel.stale || spreads.stale;
  // Users come last; the other numbers do not wait for them, and no older ones stand in.
  const areUsersKnown = !people.stale && people.error === null && people.rows !== undefined;
  const failed = [totals, funnel, spreads, people].find((answer) => answer.error !== null);
  const error = failed?.error ?? null;
  const [row] = totals.rows ?? [];
  const [otherRow] = totals.others ?? [];
  const [users = null] = areUsersKnown ? (people.rows ?? []) : [];
  const [otherUsers = null] = areUsersKnown ? (people.others ?? []) : [];
  const [here] = spreads.rows ?? [];
  const [there] = spreads.others ?? [];
  const { rows } = funnel;
  const current = useMemo(() => {
    if (stale || row === undefined || rows === undefined) return null;
    const how = { counting, facts, currency };
    const numbers = { totals: row, users };
    if (other === null) return { ...tilesView(rows, numbers, how), sentence: null, hasIntervals: false };
    if (otherRow === undefined || here === undefined || there === undefined) return null;
    const compared = { side: other, totals: otherRow, users: otherUsers, spreads: { here, there } };
    return {
      ...tilesView(rows, numbers, how, compared),
      sentence: sidesSentence(other),
      hasIntervals: !other.overlaps,
    };
  }, [stale, rows, row, otherRow, users, otherUsers, here, there, counting, facts, currency, other]);
  const view = useSettled(current, { stale, error });
  const proof = useMemo(() => {
    const sides = (name: 'totals' | 'users' | 'spreads') =>
      proofOfSides(queries[name], otherQueries && otherQueries[name], other, counting);
    return proofOf(
      [...countingWords(counting), 'conversion', 'abandonment', 'interval'],
      [...sides('totals'), ...sides('users'), queries.funnel, ...(other === null ? [] : sides('spreads'))],
    );
  }, [queries, otherQueries, other, counting]);

  return (
    <section
      ref={section}
      className={styles.tiles}
      aria-label="Key figures"
      aria-busy={error === null && (view === null || stale || !areUsersKnown)}
    >
      {failed !== undefined && error !== null && (
        <div className={styles.error} role="alert">
          <p>{error.message}</p>
          <RetryButton onRetry={failed.retry} />
        </div>
      )}
      {view !== null && (
        <div className={styles.numbers} data-dimmed={error !== null || stale}>
          {view.sentence !== null && (
            <p className={styles.sides}>
              {view.sentence} Beneath stands the <Defined word="difference">difference</Defined>
              {view.hasIntervals && (
                <>
                  {' '}
                  with its <Defined word="differenceInterval">95 % interval</Defined>
                </>
              )}
              .
            </p>
          )}
          <TileRow tiles={view.first} />
          {open && <TileRow id={moreId} tiles={view.more} />}
        </div>
      )}
      <div className={styles.more} data-export="skip">
        <PanelNotesPlace isTight subjects={open ? inAllTiles : inFirstTiles} />
        <Button look="text" aria-expanded={open} aria-controls={moreId} onPress={() => setOpen(!open)}>
          {open ? 'Less' : 'More'}
        </Button>
        <PanelToolsPlace name="key-figures" title="Key figures" proof={proof} figure={section} />
      </div>
    </section>
  );
}

/** What the tiles ask about some sessions. */
function queriesOf(filters: Filters, counting: Counting) {
  return {
    funnel: funnelQuery(filters, counting),
    totals: totalsQuery(filters, counting),
    users: usersQuery(filters, counting),
    spreads: spreadsQuery(filters, counting),
  };
}

/** How much both sides vary; asked only where two are compared. */
function useSpreads(query: Query<SpreadsRow>, other: Query<SpreadsRow> | null) {
  const enabled = other !== null;
  const mine = useRows(query, { enabled });
  const theirs = useRows(other ?? query, { enabled });
  return {
    rows: mine.rows,
    others: theirs.rows,
    stale: mine.stale || theirs.stale,
    error: mine.error ?? theirs.error,
    retry: mine.error === null ? theirs.retry : mine.retry,
  };
}

function TileRow({ tiles, id }: { tiles: readonly Tile[]; id?: string }) {
  return (
    <dl id={id} className={styles.row}>
      {tiles.map(({ label, word, value, detail, compared }) => (
        <div key={label} className={styles.tile}>
          <dt>
            <Defined word={word} className={styles.label}>
              {label}
            </Defined>
          </dt>
          <dd className={styles.value}>{value}</dd>
          {detail !== null && <dd className={styles.detail}>{detail}</dd>}
          {compared !== null && <ComparedNumber {...compared} />}
        </div>
      ))}
    </dl>
  );
}

const shapes = { higher: '▲', lower: '▼', unclear: '○' } as const;

/** The other side’s number, and the difference where there is one. */
function ComparedNumber({ there, change }: TileComparison) {
  return (
    <dd className={styles.compared}>
      <span className={styles.there}>{there}</span>
      {change !== null && (
        <>
          {' '}
          <span className={styles.change} data-verdict={change.verdict}>
            {change.text}
          </span>{' '}
          {change.range !== null && <span className={styles.range}>({change.range})</span>}{' '}
          {change.verdict !== null && (
            <span className={styles.verdict}>
              <span aria-hidden="true">{shapes[change.verdict]}</span> {verdictWords[change.verdict]}
            </span>
          )}
        </>
      )}
    </dd>
  );
}
