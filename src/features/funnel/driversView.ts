import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { Conditions } from '../../model/condition.ts';
import { conditionsText } from '../../model/conditionText.ts';
import { type DimensionId, isDimensionId, valueText } from '../../model/dimensions.ts';
import type { Driver, DriverSearch } from '../../model/drivers.ts';
import type { Reading } from '../../model/filters.ts';
import { densestMinutes } from '../../model/queries/burst.ts';
import type { KeptRate } from '../../model/queries/driversFigures.ts';
import { type Loss, lossSteps } from '../../model/queries/driversPopulation.ts';
import { stepOf } from '../../model/steps.ts';
import { notSet } from '../../model/tables.ts';
import { count, percent, plainCount, plainPercent, plainPoints, points, smallNumber } from '../../ui/format.ts';
import { counted, nothingMatches, stepPhrase } from './wording.ts';

/** One driver, ready to show. */
export interface DriverLine {
  readonly id: string;
  readonly conditions: Conditions;
  /** The same sessions in the way that is easiest to see in the filter bar. */
  readonly leaving: Conditions;
  readonly label: string;
  /** What else is to be known of it; none for nothing. */
  readonly notes: readonly string[];
  readonly sessions: string;
  readonly lost: string;
  readonly lostShare: string;
  /** 0..1, for the bar. */
  readonly lostShareRate: number;
  readonly sessionsShareRate: number;
  readonly there: string;
  readonly thereRange: Range | null;
  readonly without: string;
  readonly withoutRange: Range | null;
  readonly change: string;
}

interface Range {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

export interface DriversView {
  /** The first driver in a sentence or two; null when nothing stands out. */
  readonly sentence: string | null;
  readonly lines: readonly DriverLine[];
  readonly numbers: Numbers;
  /** Why there is nothing to show; null when there is. */
  readonly empty: string | null;
}

/** The losses to choose from, by the step that the sessions lost are not at. */
export const lossLabels: Readonly<Record<Loss, string>> = {
  all: 'All',
  add_to_cart: stepOf('add_to_cart').label,
  checkout: stepOf('checkout').label,
  package_shipped: stepOf('package_shipped').label,
};

/** A search in words and numbers. */
export function driversView(search: DriverSearch, loss: Loss, reading: Reading): DriversView {
  const [first] = search.drivers;
  return {
    sentence: first === undefined ? null : driverSentence(first, search, loss),
    lines: search.drivers.map((driver) => lineOf(driver, reading)),
    numbers: numbersOf(search, reading),
    empty: first === undefined ? noDriver(search, loss) : null,
  };
}

/** What one driver does: how much of the loss is its, and how the sessions without it fare. */
export function driverSentence(driver: Driver, { lost }: Pick<DriverSearch, 'lost'>, loss: Loss): string {
  const { conditions, sessions, burstStarts, without, withoutSessions } = driver;
  const isOne = conditions.length === 1 && conditions[0]?.key === 'user';
  const starts = densityOf(driver);
  const size = `${counted(sessions, 'sessions')}${burstStarts === 0 || starts === null ? '' : `, ${starts}`}`;
  return [
    `${subjectOf(conditions)} ${isOne ? 'accounts' : 'account'} for ${count(driver.lost)} of ${lostText(lost, loss)}: ${size}.`,
    `Without ${isOne ? 'it' : 'them'}, ${percent(without.rate, 1)} of ${counted(withoutSessions, 'sessions')} ${goOn[loss]}.`,
  ].join(' ');
}

/** Why no driver is named: nothing there, nothing lost, or nothing that stands out among what was looked at. */
export function noDriver({ sessions, lost, tested }: Omit<DriverSearch, 'drivers'>, loss: Loss): string {
  const { from, to } = lossSteps(loss);
  if (sessions === 0) return loss === 'all' ? nothingMatches('sessions') : `No session is at ${stepPhrase(from)}.`;
  if (lost === 0) {
    return sessions === 1
      ? `Nothing is lost: the one session at ${stepPhrase(from)} is at ${stepPhrase(to)} too.`
      : `Nothing is lost: all ${counted(sessions, 'sessions')} at ${stepPhrase(from)} are at ${stepPhrase(to)} too.`;
  }
  const told = `${count(lost)} of ${counted(sessions, 'sessions')} ${lost === 1 ? 'is' : 'are'} lost`;
  return tested === 0
    ? `No driver can be told: ${told}, too few to compare groups of them.`
    : `No driver stands out: ${told}, and of ${count(tested)} ${tested === 1 ? 'group' : 'groups'} of sessions looked at, none loses more than the others by more than chance.`;
}

const goOn: Readonly<Record<Loss, string>> = {
  all: 'check out',
  add_to_cart: 'add to cart',
  checkout: 'check out',
  package_shipped: 'are shipped',
};

/** `217 lost sessions`, `106 sessions lost before checkout`. */
function lostText(lost: number, loss: Loss): string {
  if (loss === 'all') return `${count(lost)} lost ${lost === 1 ? 'session' : 'sessions'}`;
  return `${counted(lost, 'sessions')} lost before ${stepPhrase(lossSteps(loss).to)}`;
}

type Phrase = { readonly of: string } | { readonly did: string };

/** What a value says of a session: of whom or where from it is, or what it did. */
function phraseOf(key: DimensionId, value: string): Phrase {
  const text = valueText(key, value);
  if (value === notSet) return { did: `have no known ${unknownNouns[key] ?? key.replaceAll('_', ' ')}` };
  switch (key) {
    case 'user':
      return { of: `of one user (${text})` };
    case 'traffic':
      return { of: `of ${text}` };
    case 'country':
    case 'state':
      return { of: `from ${text}` };
    case 'employee':
      return { of: value === 'yes' ? 'of employees' : 'of people who are no employees' };
    case 'customer':
      return { of: value === 'repeat' ? 'of users who ordered before' : 'of users without an order before' };
    case 'first_viewed':
      return { did: `viewed ${text} first` };
    case 'viewed':
      return { did: `viewed ${text}` };
    case 'products_viewed':
      return {
        did: value === '0' ? 'viewed no product' : value === '5+' ? 'viewed 5 products or more' : `viewed ${text}`,
      };
    case 'stock':
      return { did: value === 'in stock' ? 'viewed only what was in stock' : 'viewed a product that was out of stock' };
    case 'promo':
      return { did: value === '(no promo)' ? 'used no promo' : `used the promo ${text}` };
    case 'weekday':
      return { did: `started on a ${text}` };
    case 'hour':
      return { did: `started from ${text} to ${value}:59 UTC` };
  }
}

const unknownNouns: Readonly<Partial<Record<DimensionId, string>>> = {
  customer: 'user',
  employee: 'e-mail address',
  first_viewed: 'first product',
  hour: 'time',
  weekday: 'time',
};

/** `One user (d1f08820)`, `Sessions from Georgia that started on a Monday`. */
function subjectOf(conditions: Conditions): string {
  const [first] = conditions;
  if (conditions.length === 1 && first?.key === 'user') return `One user (${valueText('user', first.value)})`;
  const phrases = conditions.flatMap(({ key, value }) => (isDimensionId(key) ? [phraseOf(key, value)] : []));
  const ofs = phrases.flatMap((phrase) => ('of' in phrase ? [phrase.of] : []));
  const dids = phrases.flatMap((phrase) => ('did' in phrase ? [phrase.did] : []));
  return ['Sessions', ...ofs, ...(dids.length === 0 ? [] : [`that ${dids.join(' and ')}`])].join(' ');
}

/** How close the sessions of burst users are; null for others. */
function densityOf({ sessions, burstStarts, conditions }: Driver): string | null {
  if (burstStarts < 2) return null;
  const within = `within ${smallNumber(densestMinutes)} minutes`;
  if (conditions.some(({ key }) => key === 'user')) {
    return `${burstStarts === sessions ? 'all' : count(burstStarts)} of them started ${within}`;
  }
  return `${count(burstStarts)} of them started ${within} by one user`;
}

function rangeOf({ rate, low, high }: KeptRate): Range | null {
  return rate === null || low === null || high === null ? null : { rate, low, high };
}

function idOf(conditions: Conditions): string {
  return JSON.stringify(conditions.map(({ key, value }) => [key, value]));
}

function lineOf(driver: Driver, reading: Reading): DriverLine {
  const { conditions, same, sessions, lost, newSessions, newLost } = driver;
  const density = densityOf(driver);
  return {
    id: idOf(conditions),
    conditions,
    leaving: same.find(([one, more]) => one?.key === 'traffic' && more === undefined) ?? conditions,
    label: conditionsText(conditions, reading),
    notes: [
      ...(same.length === 0
        ? []
        : [`The same sessions: ${same.map((one) => conditionsText(one, reading)).join('; ')}.`]),
      ...(density === null ? [] : [`${density.charAt(0).toUpperCase()}${density.slice(1)}.`]),
      ...(newSessions === sessions
        ? []
        : [`Beside the drivers above: ${counted(newSessions, 'sessions')}, ${count(newLost)} lost.`]),
    ],
    sessions: count(sessions),
    lost: count(lost),
    lostShare: percent(driver.lostShare, 1),
    lostShareRate: driver.lostShare ?? 0,
    sessionsShareRate: driver.sessionsShare ?? 0,
    there: percent(driver.there.rate, 1),
    thereRange: rangeOf(driver.there),
    without: percent(driver.without.rate, 1),
    withoutRange: rangeOf(driver.without),
    change: driver.changeRate === null ? percent(null) : points(driver.changeRate),
  };
}

function numbersOf({ drivers }: DriverSearch, reading: Reading): Numbers {
  const interval = ({ low, high }: KeptRate) => `${plainPercent(low)} to ${plainPercent(high)}`;
  const end = 'end' as const;
  return {
    columns: [
      { label: 'Driver', align: 'start' },
      { label: 'Sessions', align: end },
      { label: 'Lost', align: end },
      { label: 'Share of lost', align: end },
      { label: 'Share of sessions', align: end },
      { label: 'Go on there', align: end },
      { label: '95 % interval there', align: end },
      { label: 'Sessions without it', align: end },
      { label: 'Go on without it', align: end },
      { label: '95 % interval without it', align: end },
      { label: 'Change', align: end },
      { label: 'Corrected p', align: end },
      { label: 'Groups tested', align: end },
    ],
    rows: drivers.map((driver) => [
      conditionsText(driver.conditions, reading),
      plainCount(driver.sessions),
      plainCount(driver.lost),
      plainPercent(driver.lostShare),
      plainPercent(driver.sessionsShare),
      plainPercent(driver.there.rate),
      interval(driver.there),
      plainCount(driver.withoutSessions),
      plainPercent(driver.without.rate),
      interval(driver.without),
      plainPoints(driver.changeRate),
      chanceText(driver.p * driver.tested),
      plainCount(driver.tested),
    ]),
  };
}

/** A probability in a table. What is named is far from 1: its size is what matters. */
function chanceText(p: number): string {
  return p < 0.0001 ? '<0.0001' : p.toFixed(4);
}
