import type { StripMark } from '../../charts/EventStrip.tsx';
import type { Condition, Conditions } from '../../model/condition.ts';
import { conditionsText } from '../../model/conditionText.ts';
import { pseudonym } from '../../model/dimensions.ts';
import type { Counting } from '../../model/filters.ts';
import type { EventRow, SessionMark } from '../../model/queries/sessionEvents.ts';
import type { SessionCount, SessionRow, SessionSort } from '../../model/queries/sessionList.ts';
import { type StepId, stepOf } from '../../model/steps.ts';
import { notSet } from '../../model/tables.ts';
import { count, duration, missing, moment, money } from '../../ui/format.ts';

/** How many sessions there are, as a title: `111 sessions`, `361 sessions of 120 users`. */
export function titleText({ sessions, users }: SessionCount, { unit }: Pick<Counting, 'unit'>): string {
  const title = sessions === 0 ? 'No sessions' : amount(sessions, 'session');
  return unit === 'users' && sessions > 0 ? `${title} of ${amount(users, 'user')}` : title;
}

function amount(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** What the list is narrowed to beside the filters of the page; null for nothing. */
export function narrowingText(conditions: Conditions, { reading }: Pick<Counting, 'reading'>): string | null {
  if (conditions.length === 0) return null;
  const text = conditionsText(inTelling(conditions), reading);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The group first, then how far it came, then what it did not reach. */
function inTelling(conditions: Conditions): Conditions {
  const place = ({ key }: Condition) => (key === 'missed' ? 2 : key === 'reached' ? 1 : 0);
  return [...conditions].sort((a, b) => place(a) - place(b));
}

/** What has to be known where the list is longer or shorter than the number that was pressed, a sentence each. */
export function listNotes(
  { unconcerned, withoutUser }: SessionCount,
  conditions: Conditions,
  { reading, unit }: Pick<Counting, 'reading' | 'unit'>,
): readonly string[] {
  const isLoss = conditions.some(({ key }) => key === 'missed') && conditions.some(({ key }) => key === 'reached');
  const notes: string[] = [];
  if (unconcerned > 0) {
    notes.push(
      `${count(unconcerned)} of them ${unconcerned === 1 ? 'has' : 'have'} nothing to do with the chosen products.`,
    );
  }
  if (unit === 'users' && withoutUser > 0) {
    notes.push(`${count(withoutUser)} of them ${withoutUser === 1 ? 'names' : 'name'} no user.`);
  }
  if (isLoss && unit === 'users') {
    notes.push(
      'A user who came further in another session is not lost; such a session is listed all the same, so there can be more users here than were lost.',
    );
  }
  if (isLoss && reading === 'has') {
    notes.push(
      'Lost is the difference of two counts, and a session can have a step without the one before it: so the list can be longer than what was lost.',
    );
  }
  return notes;
}

export const sortLabels: Readonly<Record<SessionSort['by'], string>> = {
  start: 'Start',
  duration: 'Duration',
  events: 'Events',
  revenue: 'Revenue',
};

const orderTexts: Readonly<Record<SessionSort['by'], Readonly<Record<SessionSort['order'], string>>>> = {
  start: { descending: 'newest first', ascending: 'oldest first' },
  duration: { descending: 'longest first', ascending: 'shortest first' },
  events: { descending: 'most first', ascending: 'fewest first' },
  revenue: { descending: 'highest first', ascending: 'lowest first' },
};

/** Which end of the order comes first: `newest first`. */
export function orderText({ by, order }: SessionSort): string {
  return orderTexts[by][order];
}

/** One line of the list in words. */
export interface SessionLine {
  readonly session: string;
  /** When it started; names the row. */
  readonly start: string;
  readonly took: string;
  /** The id as it is, for filters; null where nobody is named. */
  readonly user: string | null;
  readonly userText: string;
  readonly place: string;
  readonly burst: boolean;
  readonly events: string;
  /** Names of the products it viewed, the first two where there are more than three … */
  readonly viewed: string;
  /** … and how many more; null for none. */
  readonly viewedMore: string | null;
  readonly order: string;
  readonly revenue: string;
}

/** A session in words; unknown is “—”. */
export function sessionLine(row: SessionRow, currency: string): SessionLine {
  const named = row.viewedCount > row.viewed.length ? row.viewed.slice(0, 2) : row.viewed;
  const more = row.viewedCount - named.length;
  return {
    session: row.session,
    start: row.startedAt === null ? 'Start not known' : moment(row.startedAt),
    took: row.seconds === null ? missing : `took ${duration(row.seconds)}`,
    user: row.user,
    userText: row.user === null ? missing : pseudonym(row.user),
    place: row.state === notSet ? (row.country === notSet ? missing : row.country) : row.state,
    burst: row.burst,
    events: `${amount(row.events, 'event')}, ${stepText(row.step)}`,
    viewed: named.length === 0 ? missing : named.join(', '),
    viewedMore: more > 0 ? `and ${count(more)} more` : null,
    order: orderName(row),
    revenue: row.orders === 0 ? missing : money(row.revenue, currency, 2),
  };
}

function orderName({ order, orders }: SessionRow): string {
  if (orders > 1) return amount(orders, 'order');
  return order === null ? missing : pseudonym(order);
}

function stepText(step: StepId | null): string {
  return step === null ? 'at no step' : `to ${stepOf(step).label.toLowerCase()}`;
}

/** The marks of a session in its strip, and all of them in words. */
export function stripOf(
  marks: readonly SessionMark[],
  seconds: number | null,
): { readonly name: string; readonly marks: readonly StripMark[] } {
  const drawn = marks.flatMap((mark): StripMark[] => {
    if (mark.seconds === null) return [];
    const position = positionOf(mark.step);
    const name = `${markText(mark)}, after ${duration(mark.seconds)}`;
    if (mark.step === 'package_shipped') return [{ position, at: 'after', name }];
    return [{ position, at: seconds === null || seconds === 0 ? 0 : mark.seconds / seconds, name }];
  });
  const amounts = new Map<string, number>();
  for (const { step, events } of marks) {
    amounts.set(eventLabel(step), (amounts.get(eventLabel(step)) ?? 0) + events);
  }
  const name = [...amounts].map(([label, events]) => (events === 1 ? label : `${count(events)} × ${label}`)).join(', ');
  return { name: name === '' ? 'Nothing known' : name, marks: drawn };
}

function markText({ step, events }: SessionMark): string {
  return events === 1 ? eventLabel(step) : `${count(events)} × ${eventLabel(step)}`;
}

function eventLabel(step: StepId | null): string {
  return step === null ? 'Other event' : stepOf(step).label;
}

/** The step’s position, 0 for an event that is none. */
function positionOf(step: StepId | null): number {
  return step === null ? 0 : stepOf(step).position;
}

/** One event in words. */
export interface EventLine {
  readonly key: string;
  readonly position: number;
  readonly what: string;
  readonly at: string;
  /** Since the start of the session. */
  readonly after: string;
  readonly product: string;
  readonly order: string;
}

/** The events of a session in words, in their order. */
export function eventLines(rows: readonly EventRow[]): readonly EventLine[] {
  return rows.map((row, index) => ({
    key: `${row.event ?? ''} ${index}`,
    position: positionOf(row.step),
    what: row.step === null ? (row.type ?? missing) : stepOf(row.step).label,
    at: moment(row.happenedAt),
    after: row.seconds === null ? missing : `${row.seconds < 0 ? '−' : '+'}${duration(Math.abs(row.seconds))}`,
    product: row.product ?? missing,
    order: row.order ?? missing,
  }));
}
