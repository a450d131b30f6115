import type { OrdersTotalsRow } from '../model/queries/ordersTotals.ts';
import { ordersFigures } from './ordersFigures.ts';

const { totals } = ordersFigures;
const users = totals.usersWithOne + totals.usersWithTwo + totals.usersWithMore;
const repeatRate = (users - totals.usersWithOne) / users;
const promoRate = totals.promoOrders / totals.orders;

/** The totals of the 578-session edition as the query answers them; ends of intervals stand in as the rates. */
export const ordersTotals: OrdersTotalsRow = {
  ...totals,
  averageOrderValue: totals.orderTotal / totals.orders,
  promoRate,
  promoLow: promoRate,
  promoHigh: promoRate,
  repeatRate,
  repeatLow: repeatRate,
  repeatHigh: repeatRate,
  delivered: ordersFigures.statusAtFirst.delivered,
  averageDeliverySeconds: 336_251.8,
};
