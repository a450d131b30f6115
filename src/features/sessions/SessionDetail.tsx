import { StripShape } from '../../charts/EventStrip.tsx';
import { sessionEventsQuery } from '../../model/queries/sessionEvents.ts';
import type { SessionRow } from '../../model/queries/sessionList.ts';
import { useRows } from '../../queries/useRows.ts';
import { count } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RetryButton } from '../../ui/RetryButton.tsx';
import styles from './SessionDetail.module.css';
import { eventLines } from './sessionsView.ts';

/** More events than this of one session nobody reads; the console has them all. */
const mostEvents = 500;

/** All events of one session, as they were delivered. */
export function SessionDetail({ row }: { readonly row: SessionRow }) {
  const answer = useRows(sessionEventsQuery(row.session, mostEvents));
  const lines = answer.rows === undefined ? null : eventLines(answer.rows);
  const hasOrders = answer.rows?.some(({ order }) => order !== null) === true;
  const hasProducts = answer.rows?.some(({ product }) => product !== null) === true;
  return (
    <div className={styles.detail} aria-busy={lines === null && answer.error === null}>
      <p className={styles.id}>Session {row.session}</p>
      {answer.error !== null && (
        <Notice tone="loss" action={<RetryButton look="text" onRetry={answer.retry} />}>
          {answer.error.message}
        </Notice>
      )}
      {lines !== null && (
        // What scrolls has to be reachable by keyboard.
        <div
          className={styles.scroller}
          role="group"
          aria-label={`Events of session ${row.session}, scrolls`}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          <table className={styles.events} aria-label={`Events of session ${row.session}`}>
            <thead>
              <tr>
                <th scope="col">Event</th>
                <th scope="col">Since start</th>
                {hasProducts && <th scope="col">Product</th>}
                <th scope="col">Time, UTC</th>
                {hasOrders && <th scope="col">Order</th>}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.key}>
                  <th scope="row">
                    <span className={styles.what}>
                      <StripShape position={line.position} />
                      {line.what}
                    </span>
                  </th>
                  <td>{line.after}</td>
                  {hasProducts && <td>{line.product}</td>}
                  <td>{line.at}</td>
                  {hasOrders && <td className={styles.order}>{line.order}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {row.events > mostEvents && (
        <p>
          These are the first {count(mostEvents)} of {count(row.events)} events.
        </p>
      )}
    </div>
  );
}
