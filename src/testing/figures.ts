import {
  burstUser,
  dayFigures,
  lateEdition,
  productFigures,
  stateFigures,
  totals,
} from '../../scripts/sample/figures.ts';

const { viewed, carted, ordered, shipped } = totals.sessions;

/** Reference answers for the 578-session edition, in the shapes the queries answer in. */
export const figures = {
  funnel: [
    { step: 'page_view', count: viewed, lost: null },
    { step: 'add_to_cart', count: carted, lost: 111 },
    { step: 'checkout', count: ordered, lost: 106 },
    { step: 'package_shipped', count: shipped, lost: 26 },
  ],
  /** Percent, two decimals. */
  ofFirst: ['100.00', '80.80', '62.46', '57.96'],
  ofPrevious: [null, '80.80', '77.30', '92.80'],
  dropOff: [null, '19.20', '22.70', '7.20'],
  totals: {
    sessions: viewed,
    users: totals.usersWithSession,
    customers: totals.usersWithSession,
    entered: viewed,
    carted,
    converted: ordered,
    pageViews: totals.events.page_view,
    addToCarts: totals.events.add_to_cart,
    orders: ordered,
    orderLines: totals.lines,
    units: totals.units,
    revenue: totals.revenue,
  },
  conversionInterval: ['58.4', '66.3'],
  abandonmentInterval: ['19.1', '26.7'],
  perSession: { sessionsPerUser: '4.7', pageViewsPerSession: '3.2', addToCartsPerSession: '1.7' },
  facts: {
    firstDay: dayFigures[0].day,
    lastDay: dayFigures[2].day,
    lastEventAt: totals.lastEvent,
    sessions: viewed,
    users: totals.usersWithSession,
  },
  days: dayFigures.map((day) => ({
    bucket: `${day.day}T00:00`,
    counts: [day.sessions, day.carted, day.ordered, day.shipped],
  })),
  week: { bucket: '2021-02-08T00:00', counts: [viewed, carted, ordered, shipped] },
  burst: {
    burstUsers: 1,
    burstSessions: burstUser.sessions,
    burstLost: burstUser.sessions - burstUser.ordered,
    lost: viewed - ordered,
    most: burstUser.burst.sessions,
    mostDay: '2021-02-11',
    mostFrom: '14:20:32',
    mostTo: '14:25:20',
    state: burstUser.state,
    restEntered: 359,
    restConverted: 359,
  },
  burstCounts: [burstUser.sessions, burstUser.carted, burstUser.ordered, burstUser.shipped],
  perDay: dayFigures.map(({ day, ordered: orders, lines: orderLines, units, revenue }) => ({
    day,
    totals: { orders, orderLines, units, revenue },
  })),
  states: stateFigures.map((one) => ({
    state: one.state,
    users: one.users,
    sessions: one.sessions,
    counts: [one.sessions, one.carted, one.ordered, one.shipped],
  })),
  products: productFigures.map((one) => ({
    name: one.name,
    counts: [one.viewed, one.carted, one.ordered, one.shipped],
    totals: {
      pageViews: one.pageViews,
      addToCarts: one.addToCarts,
      orders: one.ordered,
      units: one.units,
      revenue: one.revenue,
    },
  })),
};

/** The other edition: 1108 sessions, events only. */
export const figures2021 = {
  sessions: lateEdition.sessions,
  has: [lateEdition.viewed, lateEdition.carted, lateEdition.ordered],
  reached: [lateEdition.anyStep, lateEdition.cartOrOrder, lateEdition.ordered],
};
