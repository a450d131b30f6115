import type { ColumnLane } from '../../charts/ColumnBars.tsx';
import { roundTicks } from '../../charts/columnGeometry.ts';
import type { DurationColumn, DurationMark } from '../../charts/DurationColumns.tsx';
import type { Numbers } from '../../charts/NumbersTable.tsx';
import { type Conditions, type SpanId, spans } from '../../model/condition.ts';
import { secondsText } from '../../model/conditionText.ts';
import type { Unit } from '../../model/filters.ts';
import type { TimeBinRow, TimesRow } from '../../model/queries/timeToConvert.ts';
import { stepOf } from '../../model/steps.ts';
import type { WordId } from '../../model/words.ts';
import { words } from '../../model/words.ts';
import { count, duration, durationRange, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { counted, stepPhrase } from './wording.ts';

/** One headline number. */
export interface TimeFigure {
  readonly word: WordId;
  readonly value: string;
  readonly detail: string;
}

export interface TimeToConvertView {
  readonly figures: readonly TimeFigure[];
  readonly columns: readonly DurationColumn[];
  readonly lane: ColumnLane;
  readonly marks: readonly DurationMark[];
  readonly numbers: Numbers;
  readonly note: string;
  readonly empty: string | null;
}

export const timesLane = { id: 'sessions', label: null, height: 170 } as const;

interface Shown {
  readonly span: SpanId;
  /** What the other panels count. */
  readonly unit: Unit;
  readonly hasProducts: boolean;
  readonly isCompared: boolean;
  /** The list of sessions that is open, if any. */
  readonly sessions: Conditions | null;
}

/** How long sessions took from one step to another: two numbers, and how the times spread. */
export function timeToConvertView(times: TimesRow, bins: readonly TimeBinRow[], shown: Shown): TimeToConvertView {
  const { span, sessions: open } = shown;
  const [only, second] = open ?? [];
  const isOpen = (value: string) => only?.key === span && only.value === value && second === undefined;
  const highest = Math.max(0, ...bins.map(({ sessions }) => sessions));
  return {
    figures: [
      {
        word: 'medianTime',
        value: duration(times.medianSeconds),
        detail: `shortest ${duration(times.minSeconds)}`,
      },
      { word: 'p90Time', value: duration(times.p90Seconds), detail: `longest ${duration(times.maxSeconds)}` },
    ],
    columns: bins.map(({ from, to, sessions, share, upToShare }) => {
      const value = binValue({ from, to });
      const title = capital(secondsText({ from, to }));
      return {
        id: value,
        label: durationRange(from, to),
        sub: '',
        title,
        name: `${title}: ${sessions} ${sessions === 1 ? 'session' : 'sessions'}, ${plainPercent(share)}`,
        note: null,
        selected: isOpen(value),
        values: { sessions: { value: sessions, text: count(sessions) } },
        facts: [
          `${counted(sessions, 'sessions')}, ${percent(share)}`,
          ...(to === null ? [] : [`${percent(upToShare)} took less than ${duration(to)}`]),
        ],
      };
    }),
    lane: {
      ...timesLane,
      ticks: roundTicks(highest).map((value) => ({ value, label: count(value) })),
      series: [{ id: 'sessions', label: 'Sessions', tone: stepOf(spans[span].to).position, endText: null }],
    },
    marks: [...markOf('medianTime', times.medianSeconds, bins), ...markOf('p90Time', times.p90Seconds, bins)],
    numbers: {
      columns: [
        { label: 'Time', align: 'start' },
        { label: 'Sessions', align: 'end' },
        { label: 'Of those whose time is known', align: 'end' },
        { label: 'Up to here', align: 'end' },
      ],
      rows: bins.map(({ from, to, sessions, share, upToShare }) => [
        secondsText({ from, to }),
        plainCount(sessions),
        plainPercent(share),
        plainPercent(upToShare),
      ]),
    },
    note: noteOf(times, shown),
    empty: times.sessions === 0 ? 'No selected session did both steps in order.' : null,
  };
}

/** A bin as the value of a condition. */
function binValue({ from, to }: Pick<TimeBinRow, 'from' | 'to'>): string {
  return `${from}-${to ?? ''}`;
}

/** Where a time lies among the columns: inside its bin, as far in as it is long; in the middle of one without an end. */
function markOf(word: 'medianTime' | 'p90Time', seconds: number | null, bins: readonly TimeBinRow[]): DurationMark[] {
  if (seconds === null) return [];
  const index = bins.findIndex(({ from, to }) => seconds >= from && (to === null || seconds < to));
  const bin = bins[index];
  if (bin === undefined) return [];
  const within = bin.to === null ? 0.5 : (seconds - bin.from) / (bin.to - bin.from);
  return [{ id: word, label: `${words[word].label} ${duration(seconds)}`, at: index + within }];
}

function noteOf(times: TimesRow, { span, unit, hasProducts, isCompared }: Shown): string {
  const { from, to } = spans[span];
  const { sessions, unreached, unordered } = times;
  return [
    `${counted(sessions, 'sessions')} with a known time.`,
    ...(unreached === 0
      ? []
      : [
          `${counted(unreached, 'sessions')} at ${stepPhrase(from)} did not reach ${stepPhrase(to)}: ${unreached === 1 ? 'its' : 'their'} time is unknown, not long.`,
        ]),
    ...(unordered === 0
      ? []
      : [
          `${counted(unordered, 'sessions')} reached ${stepPhrase(to)}, but not in this order, and ${unordered === 1 ? 'is' : 'are'} left out.`,
        ]),
    ...(unit === 'users' ? ['Times are of sessions, also while users are counted.'] : []),
    ...(hasProducts
      ? ['The sessions concern a chosen product; their times are of the whole session, whatever else it concerns.']
      : []),
    ...(isCompared ? ['The times are of this side only.'] : []),
    'Stretches of time grow longer to the right.',
  ].join(' ');
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
