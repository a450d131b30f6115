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
} as const satisfies Record<string, Word>;

export type WordId = keyof typeof words;
