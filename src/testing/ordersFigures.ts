import {
  dayFigures,
  ordersTakenAt,
  promoOrders,
  shippedLater,
  statusOrders,
  totals,
} from '../../scripts/sample/figures.ts';

const weeks = ordersTakenAt.map((at) => at.slice(0, 10));
const { one, two, more } = totals.usersByOrders;
const orders = totals.sessions.ordered;
const usedPromos = Object.entries(promoOrders);

/** Orders that changed between a snapshot and the next, by the start of their ids, which for the last is all of them. */
const changedOrders = shippedLater.map((ids, week) => ({
  a: weeks[week] as string,
  b: weeks[week + 1] as string,
  ids: [...ids].sort(),
}));

/** Reference answers about the orders of the 578-session edition. */
export const ordersFigures = {
  totals: {
    orders,
    orderLines: totals.lines,
    units: totals.units,
    revenue: totals.revenue,
    orderTotal: totals.orderTotal,
    usersWithOne: one,
    usersWithTwo: two,
    usersWithMore: more,
    withoutUser: 0,
    promoOrders: usedPromos.reduce((sum, [, count]) => sum + count, 0),
  },
  /** Percent, two decimals. */
  repeat: '79.84',
  averageOrderValue: '253.05',
  promos: [
    { value: null, orders: orders - usedPromos.reduce((sum, [, count]) => sum + count, 0) },
    ...usedPromos.map(([value, count]) => ({ value, orders: count })),
  ],
  shippingStates: totals.shippingStates,
  days: dayFigures.map(({ day, ordered, lines, units, revenue }) => ({
    bucket: `${day}T00:00`,
    orders: ordered,
    orderLines: lines,
    units,
    revenue,
  })),
  snapshots: weeks,
  statusAtFirst: statusOrders,
  changedOrders,
};

/** What the shop’s own rows give, and the sample is only alike. */
export const realOrdersFigures = {
  byOrderDate: [
    { bucket: '2021-02-10T00:00', orders: 177, orderLines: 421, units: 1041, revenue: 43094.1 },
    { bucket: '2021-02-11T00:00', orders: 184, orderLines: 441, units: 1124, revenue: 46740.3 },
  ],
  averageDeliverySeconds: '336251.8',
};
