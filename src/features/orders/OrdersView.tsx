import { daysOf } from '../../model/resolve.ts';
import { type OrdersFacts, ordersFactsQuery } from '../../model/queries/ordersFacts.ts';
import { useRows } from '../../queries/useRows.ts';
import { RetryButton } from '../../ui/RetryButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { BreakdownPanel } from './BreakdownPanel.tsx';
import { DeliveryPanel } from './DeliveryPanel.tsx';
import { OrdersHeadline } from './OrdersHeadline.tsx';
import { OrdersPerUserPanel } from './OrdersPerUserPanel.tsx';
import { OrdersTiles } from './OrdersTiles.tsx';
import styles from './OrdersView.module.css';
import { OrdersTrendPanel } from './OrdersTrendPanel.tsx';
import { scopeNote } from './scopeNote.ts';
import { SnapshotPanels } from './SnapshotPanels.tsx';
import type { ViewProps } from './viewProps.ts';

const ordersFacts = ordersFactsQuery();

/** What was ordered, by whom and when, and how orders move from being prepared to being delivered. */
export function OrdersView(props: ViewProps) {
  const { rows, error, retry } = useRows(ordersFacts);
  const [known] = rows ?? [];
  return (
    <div className={styles.view}>
      {props.facts.hasOrders ? (
        <>
          {known === undefined && error !== null && (
            <Notice tone="loss" action={<RetryButton onRetry={retry} />}>
              {error.message}
            </Notice>
          )}
          {known === undefined && error === null && <div className={styles.waiting} aria-busy="true" />}
          {known !== undefined && <KnownOrders {...props} known={known} />}
        </>
      ) : (
        <>
          <NoOrders />
          <SnapshotPanels {...props} />
        </>
      )}
    </div>
  );
}

function NoOrders() {
  return (
    <div className={styles.finding}>
      <h1 className={styles.headline}>This dataset has no orders.</h1>
      <p>
        With orders.csv (order_id, user_id, promo_id, address_id, created_at, order_total, shipping_service,
        estimated_delivery_at, delivered_at) and order_items.csv (order_id, product_id, quantity) beside events.csv,
        this view shows them.
      </p>
    </div>
  );
}

function KnownOrders({ known, ...props }: ViewProps & { known: OrdersFacts }) {
  const { state, filters, facts, currency, onFilters } = props;
  const { counting, grain } = state;
  const sessionDays = daysOf(filters, facts);
  const { firstDay, lastDay } = known;
  const orderDays = firstDay === null || lastDay === null ? null : { from: firstDay, to: lastDay };
  const asked = { filters, counting };
  const trend = { ...asked, grain, currency, hasRevenue: facts.hasRevenue };
  const note = scopeNote(filters, known);
  return (
    <>
      <div className={styles.finding}>
        <OrdersHeadline {...asked} hasStatus={facts.hasOrderStatus} currency={currency} />
        {note !== null && <p className={styles.scope}>{note}</p>}
      </div>
      <OrdersTiles {...asked} known={known} hasRevenue={facts.hasRevenue} currency={currency} />
      <SnapshotPanels {...props} />
      <div className={styles.pair}>
        {sessionDays !== null && (
          <OrdersTrendPanel
            {...trend}
            clock="session start"
            days={sessionDays}
            leavesOut={known.withoutSession > 0 ? 'Orders that no session checked out are not in it.' : null}
            onFilters={onFilters}
          />
        )}
        {orderDays !== null && <OrdersTrendPanel {...trend} clock="order date" days={orderDays} leavesOut={null} />}
      </div>
      <div className={styles.pair}>
        <DeliveryPanel {...asked} isKnown={known.hasDeliveries} />
        <OrdersPerUserPanel {...asked} isKnown={known.hasUsers} />
      </div>
      <div className={styles.pair}>
        <BreakdownPanel {...asked} dimension="shipping state" isKnown={known.hasShippingPlaces} />
        <div className={styles.stack}>
          <BreakdownPanel {...asked} dimension="promo" isKnown={known.hasPromos} />
          <BreakdownPanel {...asked} dimension="shipping service" isKnown={known.hasServices} />
        </div>
      </div>
    </>
  );
}
