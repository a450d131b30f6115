import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import styles from './ChangesList.module.css';
import type { ChangesView } from './changesView.ts';

const atFirst = 8;
const mostMoves = 6;

/** How many orders made which move, then the orders themselves. */
export function ChangesList({ view, onMore }: { view: ChangesView; onMore: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const { moves, orders, changed } = view;
  const shown = isOpen ? orders : orders.slice(0, atFirst);
  return (
    <div className={styles.changes}>
      <ul className={styles.moves}>
        {moves.slice(0, mostMoves).map(({ id, from, to, countText }) => (
          <li key={id}>
            <strong>{countText}</strong> {from} → {to}
          </li>
        ))}
      </ul>
      <ul className={styles.orders}>
        {shown.map(({ id, from, to }) => (
          <li key={id} className={styles.order}>
            <span className={styles.id}>{id}</span>
            <span className={styles.move}>
              {from} → {to}
            </span>
          </li>
        ))}
      </ul>
      {(orders.length > atFirst || changed > orders.length) && (
        <p className={styles.more}>
          {!isOpen && (
            <Button look="text" onPress={() => setOpen(true)}>
              {changed > orders.length
                ? `Show the first ${orders.length} of ${changed} orders`
                : `Show all ${changed} orders`}
            </Button>
          )}
          {isOpen && changed > orders.length && (
            <Button look="text" onPress={onMore}>
              Show more of {changed} orders
            </Button>
          )}
          {isOpen && (
            <Button look="text" onPress={() => setOpen(false)}>
              Show the first {atFirst}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
