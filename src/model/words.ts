import { burstMinutes, burstSessions } from './marts.ts';

/** A word of the dashboard and the one sentence that defines it: the tooltip, the README’s table and the tests use this very text. */
export interface Word {
  readonly label: string;
  readonly means: string;
}

export const words = {
  session: {
    label: 'Session',
    means:
      'All events with one session id. It starts at its first event other than a shipped package, and counts for the day, UTC, on which it starts.',
  },
  reached: {
    label: 'Reached',
    means: 'A session counts at a step when it has an event of that step or of a later one.',
  },
  has: { label: 'Has the step', means: 'A session counts at a step when it has an event of that very step.' },
  ordered: {
    label: 'In order',
    means: 'A session counts at a step when it did all steps up to it one after the other; equal times are in order.',
  },
  sessionsUnit: { label: 'Sessions', means: 'Each session counts once.' },
  usersUnit: {
    label: 'Users',
    means:
      'Each user counts once at every step that any of their sessions is at; sessions without a user are not counted.',
  },
  firstBase: { label: 'First step', means: '100 % is what is at the first step, page view.' },
  allBase: { label: 'All sessions', means: '100 % is everything selected, also sessions that are at no step.' },
  ofFirst: { label: 'Of first', means: 'The step ÷ the first step.' },
  ofAll: { label: 'Of all', means: 'The step ÷ everything selected.' },
  ofPrevious: { label: 'Of previous', means: 'The step ÷ the step before it.' },
  lost: { label: 'Lost', means: 'The step before less this one.' },
  dropOff: { label: 'Drop-off', means: '1 − the step ÷ the step before it: the share that went no further.' },
  conversion: { label: 'Conversion', means: 'Checkout ÷ first step; with base “all”, checkout ÷ everything selected.' },
  abandonment: { label: 'Cart abandonment', means: '1 − checkout ÷ add to cart.' },
  bounce: { label: 'Bounce', means: 'Sessions whose only event is one page view ÷ sessions.' },
  customers: { label: 'Customers', means: 'Users with at least one order in the selection.' },
  sessionsPerUser: { label: 'Sessions per user', means: 'Sessions that name a user ÷ those users.' },
  pageViewsPerSession: { label: 'Page views per session', means: 'Page view events ÷ sessions.' },
  addToCartsPerSession: { label: 'Adds to cart per session', means: 'Add to cart events ÷ sessions.' },
  orders: {
    label: 'Orders',
    means: 'Orders checked out in the selected sessions; with products chosen, those that hold one of them.',
  },
  units: { label: 'Units', means: 'Units in those orders; with products chosen, of those products.' },
  revenue: {
    label: 'Revenue',
    means:
      'Units × product price, in the shop’s currency, before shipping and discounts; with products chosen, of those products.',
  },
  interval: {
    label: '95 % interval',
    means: 'Where the true rate may well lie, given so many sessions (Wilson score interval, 95 %).',
  },
  burst: {
    label: 'Burst user',
    means: `A user who started ${burstSessions} or more sessions within ${burstMinutes} minutes at any time in the data. Their sessions are counted unless you leave them out.`,
  },
  product: {
    label: 'Product',
    means:
      'With products chosen, a step counts for a session only when it concerns one of them: viewed, carted, or in the order that was checked out or shipped. A session counts once, however many it concerns.',
  },
  state: { label: 'State', means: 'State of the user’s home address, not of the shipping address.' },
  employee: {
    label: 'Employees',
    means: 'Users whose e-mail address is at the shop’s own domain, greenery.com or greenary.com.',
  },
  incomplete: {
    label: 'Incomplete',
    means: 'The data, or the chosen range, starts or ends inside this stretch of time: its counts are of a part of it.',
  },
  step: {
    label: 'Step filter',
    means:
      'Keeps sessions by how far they came, in the reading on screen: those at one step, those not at another, or both.',
  },
  snapshot: {
    label: 'Snapshot',
    means:
      'One time at which all stock was counted. What happened between two of them is not known. A dbt snapshot in which nothing changed leaves no trace and is not among them.',
  },
  stockLevel: {
    label: 'Level',
    means: 'Units on hand at a snapshot. A level holds until a snapshot sees another one, or the product gone.',
  },
  stockChanges: {
    label: 'Changes',
    means: 'How often a level differs from the one before it. One more is the number of versions of the stock.',
  },
  fluctuation: { label: 'Fluctuation', means: 'Units up plus units down: the sum of all changes without their sign.' },
  depletion: { label: 'Depleted', means: 'The sum of all falls of the level.' },
  restock: { label: 'Restocked', means: 'The sum of all rises of the level.' },
  stockOut: {
    label: 'Stock-outs',
    means:
      'Stretches of snapshots at which the level is 0 or below. Between snapshots it may have been at zero longer, or shorter, than they tell.',
  },
  stockVariation: {
    label: 'Variation',
    means:
      'Standard deviation of the level ÷ its mean, each level weighted by the time it held, from the first snapshot to the last. Unknown with one snapshot, and where the mean is zero.',
  },
  daysOfCover: {
    label: 'Days of cover',
    means:
      'The last level ÷ units ordered per day. Orders count in the days that snapshots and orders share; unknown where they share less than one day, or nothing was ordered.',
  },
  productRow: {
    label: 'Per product',
    means:
      'Each product counts as if it alone were chosen: sessions that viewed, carted or ordered it. A session counts once for each product it concerns, so products do not add up to all sessions.',
  },
  cartDropOff: { label: 'Cart drop-off', means: '1 − add to cart ÷ page view, of one product.' },
  checkoutDropOff: { label: 'Checkout drop-off', means: '1 − checkout ÷ add to cart, of one product.' },
  productConversion: { label: 'Conversion', means: 'Checkout ÷ page view, of one product, whatever the base is.' },
  stockNow: {
    label: 'Stock now',
    means: 'Units on hand at the last snapshot of the product; without a snapshot, what the products file says.',
  },
  overallRate: {
    label: 'Overall rate',
    means: 'Checkouts ÷ page views, both added up over the products that are listed.',
  },
  chiSquare: {
    label: 'χ² test',
    means:
      'How large p is, were all products alike: Pearson’s χ² on checkouts and the rest of the page views of every product. Below 0.05 the differences are more than chance.',
  },
  standsOut: {
    label: 'Stands out',
    means:
      'The product differs from the overall rate by more than chance; of all products marked so, 5 % may be false alarms (Benjamini–Hochberg).',
  },
  controlLimits: {
    label: 'Control limits',
    means:
      'With the overall rate everywhere, 95 % and 99.8 % of products with so many page views lie between the lines (normal approximation).',
  },
  chosenOrders: {
    label: 'Orders',
    means:
      'Rows of the orders file. Filters on sessions choose an order through the session that checked it out, so an order without one counts only while no such filter is set; with products chosen, orders that hold one of them count.',
  },
  orderTotal: {
    label: 'Order total',
    means: 'What the shop charged for whole orders, shipping and discounts included, in the shop’s currency.',
  },
  averageOrderValue: {
    label: 'Average order value',
    means: 'Order total ÷ orders that have one; of whole orders, also with products chosen.',
  },
  promoUse: { label: 'Promo use', means: 'Orders that used a promo ÷ orders.' },
  repeatRate: {
    label: 'Repeat rate',
    means: 'Users with two or more of the chosen orders ÷ users with any; orders that name no user are left out.',
  },
  averageDelivery: {
    label: 'Average delivery',
    means: 'Mean time from order to delivery of what was delivered; 3.5 days are 84 hours.',
  },
  punctuality: {
    label: 'Against the estimate',
    means: 'Early, on time or late: delivered on a day, UTC, before the estimated one, on it, or after it.',
  },
  orderStatus: {
    label: 'Status at a snapshot',
    means:
      'The status in which the last snapshot of a day, UTC, or an earlier one saw an order. Days on which snapshots found nothing new leave no trace and are not shown.',
  },
  shippingState: {
    label: 'Shipping state',
    means: 'State of the address an order ships to, not of the user’s home address, which the filter “State” goes by.',
  },
  compared: {
    label: 'Compared with',
    means:
      'The same question asked of another selection: the days right before, a period, or what the filters leave out. “There” is that other side.',
  },
  difference: {
    label: 'Difference',
    means:
      'This side less the other: shares in percentage points; counts and sums also in percent of the other side, and only where both sides have equally many whole days.',
  },
  differenceInterval: {
    label: '95 % of the difference',
    means:
      'Where the true difference may well lie: Newcombe’s interval for shares, Welch’s for means, and for counts and sums 1.96 × √(what each session adds, squared and summed over both sides). Sessions are taken for independent: with bursts, or users who come back, it is less sure than it looks.',
  },
  breakdown: {
    label: 'Broken down by',
    means:
      'Every selected session is in one part: that of its value, of all smaller values together, or of those where it is not set. A user whose sessions differ is in several.',
  },
  ofAllLost: { label: 'Of all lost', means: 'What the part lost, page view less checkout ÷ what all parts lost.' },
  timeToConvert: {
    label: 'Time to convert',
    means:
      'From the first event of the one step to the first event of the other at or after it, with the steps between done in their order. Sessions that did not are not counted: their time is unknown, not long.',
  },
  medianTime: { label: 'Median', means: 'Half of the sessions whose time is known took no longer.' },
  p90Time: { label: '90 % within', means: 'Nine of ten sessions whose time is known took no longer.' },
  driver: {
    label: 'Driver',
    means:
      'A group of sessions, by one or two things known of them, that loses more than the others by more than chance (Fisher’s exact test at 1 %, corrected for every group looked at). Its sessions are set aside before the next driver is looked for.',
  },
  withoutDriver: {
    label: 'Without it',
    means: 'The share of all other sessions that go on; the change is that share less the one of all sessions.',
  },
} as const satisfies Record<string, Word>;

export type WordId = keyof typeof words;
