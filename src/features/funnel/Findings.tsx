import { type ReactNode, useMemo } from 'react';
import type { OtherSide } from '../../model/comparison.ts';
import type { Counting, Day, Filters } from '../../model/filters.ts';
import { leaveOut } from '../../model/narrowing.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { stockOutsDuringQuery } from '../../model/queries/stockOutsDuring.ts';
import { daysOf } from '../../model/resolve.ts';
import { useDrivers } from '../../queries/useDrivers.ts';
import { useRows } from '../../queries/useRows.ts';
import { useSettled } from '../../queries/useSettled.ts';
import { useSides } from '../../queries/useSides.ts';
import { Button } from '../../ui/Button.tsx';
import type { ViewState } from '../../url/viewState.ts';
import { BurstNote } from './BurstNote.tsx';
import styles from './Findings.module.css';
import { changeFinding, driverFinding, type Finding, stockFinding } from './findingsView.ts';
import { LinkedNumbers } from './LinkedNumbers.tsx';

interface FindingsProps {
  readonly filters: Filters;
  readonly other: OtherSide | null;
  readonly counting: Counting;
  readonly facts: Facts;
  readonly onState: (patch: Partial<ViewState>) => void;
  readonly onFilters: (filters: Filters) => void;
}

/** What else the numbers say, one sentence each, beside the headline: bursts, the first driver, the comparison, stock-outs. */
export function Findings(props: FindingsProps) {
  const { filters, other, counting, facts, onFilters } = props;
  const days = daysOf(filters, facts);
  return (
    <>
      {facts.hasUsers && <BurstNote filters={filters} counting={counting} onChange={onFilters} />}
      <DriverLine {...props} />
      {other !== null && <ChangeLine {...props} other={other} />}
      {facts.hasStock && days !== null && days.from <= days.to && <StockLine {...props} days={days} />}
    </>
  );
}

function DriverLine({ filters, counting, facts, onFilters, onState }: FindingsProps) {
  const answer = useDrivers(filters, counting, 'all', facts);
  const { search } = answer;
  const current = useMemo(() => (search === undefined ? null : driverFinding(search)), [search]);
  const finding = useSettled(current, answer);
  const conditions = search?.drivers[0]?.conditions;
  if (finding === null) return null;
  return (
    <Line finding={finding} stale={answer.stale} onState={onState}>
      {conditions !== undefined && (
        <Button look="text" onPress={() => onFilters(leaveOut(filters, conditions))}>
          Leave out
        </Button>
      )}
    </Line>
  );
}

function ChangeLine({ filters, other, counting, onState }: FindingsProps & { readonly other: OtherSide }) {
  const answer = useSides(funnelQuery(filters, counting), funnelQuery(other.filters, counting));
  const { rows, others } = answer;
  const current = useMemo(
    () => (rows === undefined || others == null ? null : changeFinding(rows, others, other, counting)),
    [rows, others, other, counting],
  );
  const finding = useSettled(current, answer);
  if (finding === null) return null;
  return <Line finding={finding} stale={answer.stale} onState={onState} />;
}

function StockLine({ filters, days, onState }: FindingsProps & { readonly days: { from: Day; to: Day } }) {
  const answer = useRows(stockOutsDuringQuery(days.from, days.to, filters.product));
  const [row] = answer.rows ?? [];
  const current = useMemo(() => (row === undefined ? null : stockFinding(row)), [row]);
  const finding = useSettled(current, answer);
  if (finding === null) return null;
  return (
    <Line finding={finding} stale={answer.stale} onState={onState}>
      <Button look="text" onPress={() => onState({ view: 'inventory' })}>
        See the stock
      </Button>
    </Line>
  );
}

interface LineProps {
  readonly finding: Finding;
  readonly stale: boolean;
  readonly onState: FindingsProps['onState'];
  readonly children?: ReactNode;
}

function Line({ finding: { id, sentence, panel }, stale, onState, children }: LineProps) {
  return (
    <aside className={styles.line} data-kind={id} aria-label={names[id]} aria-busy={stale}>
      <p>
        <LinkedNumbers sentence={sentence} panel={panel} onElsewhere={() => onState({ view: 'inventory' })} />
      </p>
      {children !== undefined && <div data-print="skip">{children}</div>}
    </aside>
  );
}

const names: Readonly<Record<Finding['id'], string>> = {
  driver: 'First driver of loss',
  change: 'Comparison',
  stock: 'Stock on these days',
};
