import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { EventStrip } from '../../charts/EventStrip.tsx';
import type { Facts } from '../../model/queries/facts.ts';
import { type SessionMark, sessionMarksQuery } from '../../model/queries/sessionEvents.ts';
import {
  type SessionList,
  sessionListQuery,
  type SessionRow,
  type SessionSort,
} from '../../model/queries/sessionList.ts';
import { useManyRows } from '../../queries/useManyRows.ts';
import { count } from '../../ui/format.ts';
import { type LongColumn, LongTable } from '../../ui/LongTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RetryButton } from '../../ui/RetryButton.tsx';
import { PartPager } from './PartPager.tsx';
import { SessionDetail } from './SessionDetail.tsx';
import styles from './SessionsSheet.module.css';
import { sessionLine, stripOf } from './sessionsView.ts';
import { StepLegend } from './StepLegend.tsx';
import { UserCell } from './UserCell.tsx';

interface SessionsTableProps {
  readonly list: SessionList;
  readonly sort: SessionSort;
  readonly total: number;
  readonly facts: Facts;
  readonly currency: string;
  readonly onlyUser: (user: string) => void;
  readonly withoutUser: (user: string) => void;
}

/** Sessions are fetched so many at a time. */
const pageLength = 200;
/** Browsers cannot scroll a page of endless height: a longer list comes in parts. */
const partLength = 200_000;
const rowHeight = 56;

const marksQueryOf = (rows: readonly SessionRow[]) => sessionMarksQuery(rows.map(({ session }) => session));

/** The list itself: what is in sight is fetched, a row opens to its events. */
export function SessionsTable(props: SessionsTableProps) {
  const { list, sort, total, facts, currency, onlyUser, withoutUser } = props;
  const [part, setPart] = useState(0);
  const [{ first, last }, setSight] = useState({ first: 0, last: 0 });
  const [open, setOpen] = useState<string | null>(null);
  const start = part * partLength;
  const length = Math.min(partLength, total - start);

  const pages = useMemo(() => {
    const from = Math.floor((start + first) / pageLength);
    const to = Math.floor((start + Math.min(last, length - 1)) / pageLength);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  }, [start, length, first, last]);
  const answers = useManyRows(
    pages.map((page) => sessionListQuery(list, sort, { offset: page * pageLength, limit: pageLength })),
  );
  const known = answers.flatMap(({ rows }) => (rows === undefined || rows.length === 0 ? [] : [rows]));
  const drawings = useManyRows(known.map(marksQueryOf));
  const failed = [...answers, ...drawings].find(({ error }) => error !== null);

  const marks = new Map<string, SessionMark[]>();
  for (const mark of drawings.flatMap(({ rows }) => rows ?? [])) {
    const mine = marks.get(mark.session);
    if (mine === undefined) marks.set(mark.session, [mark]);
    else mine.push(mark);
  }
  const hasOthers = drawings.some(({ rows }) => rows?.some(({ step }) => step === null) === true);
  const rowAt = (index: number): SessionRow | null => {
    const at = start + index;
    const page = pages.indexOf(Math.floor(at / pageLength));
    return answers[page]?.rows?.[at % pageLength] ?? null;
  };

  const columns: readonly LongColumn[] = [
    { id: 'start', label: 'Started, UTC', track: '158px' },
    ...(facts.hasUsers || facts.hasPlaces ? [{ id: 'user', label: 'User', track: '104px' }] : []),
    { id: 'events', label: 'What happened', track: 'minmax(150px, 1fr)', isWide: true },
    ...(facts.hasProducts ? [{ id: 'viewed', label: 'Products viewed', track: 'minmax(110px, 0.8fr)' }] : []),
    ...(facts.hasOrders ? [{ id: 'order', label: 'Order', track: '84px' }] : []),
  ];
  const cells = (index: number) => {
    const row = rowAt(index);
    if (row === null) return null;
    const line = sessionLine(row, currency);
    const mine = marks.get(row.session);
    const strip = mine === undefined ? null : stripOf(mine, row.seconds);
    const byColumn: Readonly<Record<string, ReactNode>> = {
      start: (
        <>
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={open === row.session}
            aria-label={`${line.start}, events of this session`}
            onClick={() => setOpen(open === row.session ? null : row.session)}
          >
            {line.start}
          </button>
          <span className={styles.second}>{line.took}</span>
        </>
      ),
      user: (
        <UserCell
          line={line}
          hasUsers={facts.hasUsers}
          hasPlaces={facts.hasPlaces}
          onlyUser={onlyUser}
          withoutUser={withoutUser}
        />
      ),
      events: (
        <>
          {strip === null ? <span className={styles.strip} /> : <EventStrip {...strip} />}
          <span className={styles.second}>{line.events}</span>
        </>
      ),
      viewed: (
        <>
          <span className={line.viewedMore === null ? styles.viewed : styles.viewedFirst}>{line.viewed}</span>
          {line.viewedMore !== null && <span className={styles.second}>{line.viewedMore}</span>}
        </>
      ),
      order: (
        <>
          <span className={styles.first}>{line.order}</span>
          {facts.hasRevenue && row.orders > 0 && <span className={styles.second}>{line.revenue}</span>}
        </>
      ),
    };
    return columns.map(({ id }) => byColumn[id]);
  };
  const detail = (index: number) => {
    const row = rowAt(index);
    return row !== null && row.session === open ? <SessionDetail row={row} /> : null;
  };
  const onSight = useCallback((from: number, to: number) => setSight({ first: from, last: to }), []);

  return (
    <>
      {failed?.error != null && (
        <Notice tone="loss" action={<RetryButton look="text" onRetry={failed.retry} />}>
          {failed.error.message}
        </Notice>
      )}
      {total > partLength && (
        <PartPager
          label={`${count(start + 1)} to ${count(start + length)} of ${count(total)}`}
          onPrevious={part === 0 ? null : () => setPart(part - 1)}
          onNext={start + length >= total ? null : () => setPart(part + 1)}
        />
      )}
      <StepLegend hasOthers={hasOthers} />
      <LongTable
        key={part}
        caption="Sessions"
        columns={columns}
        count={length}
        rowHeight={rowHeight}
        cells={cells}
        detail={detail}
        onSight={onSight}
      />
    </>
  );
}
