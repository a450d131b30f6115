import { ArrowDown, ArrowUp } from 'lucide-react';
import { sessionOrders, type SessionSort } from '../../model/queries/sessionList.ts';
import { Button } from '../../ui/Button.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import styles from './SessionsSheet.module.css';
import { orderText, sortLabels } from './sessionsView.ts';

interface SortControlProps {
  readonly sort: SessionSort;
  readonly hasRevenue: boolean;
  readonly onChange: (sort: SessionSort) => void;
}

/** What the list is sorted by, and from which end. */
export function SortControl({ sort, hasRevenue, onChange }: SortControlProps) {
  const isFalling = sort.order === 'descending';
  const Arrow = isFalling ? ArrowDown : ArrowUp;
  return (
    <div className={styles.sort}>
      <SegmentedControl
        label="Sort by"
        segments={sessionOrders
          .filter((id) => hasRevenue || id !== 'revenue')
          .map((id) => ({ id, label: sortLabels[id] }))}
        value={sort.by}
        onChange={(by) => onChange({ by, order: 'descending' })}
      />
      <Button look="text" onPress={() => onChange({ ...sort, order: isFalling ? 'ascending' : 'descending' })}>
        <Arrow aria-hidden="true" size={14} />
        {orderText(sort)}
      </Button>
    </div>
  );
}
