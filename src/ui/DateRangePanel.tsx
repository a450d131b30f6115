import { type CalendarDate, maxDate, minDate, parseDate } from '@internationalized/date';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import {
  Button as AriaButton,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateField,
  DateInput,
  DateSegment,
  Heading,
  I18nProvider,
  Label,
  RangeCalendar,
} from 'react-aria-components';
import { Button } from './Button.tsx';
import styles from './DateRangePanel.module.css';
import { dayRange } from './format.ts';

/** ISO days, both included; null is an open end. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

export interface DateRangePanelProps {
  readonly value: DayRange;
  /** The days there are. */
  readonly first: string;
  readonly last: string;
  readonly presets: readonly { readonly label: string; readonly range: DayRange }[];
  readonly onChange: (range: DayRange) => void;
}

interface Draft {
  readonly start: CalendarDate | null;
  readonly end: CalendarDate | null;
}

/** Two typed days, a calendar and presets for the same range. A range takes effect as soon as it is whole. */
export function DateRangePanel({ value, first, last, presets, onChange }: DateRangePanelProps) {
  const firstDate = parseDate(first);
  const lastDate = parseDate(last);
  const given: Draft = { start: parseDate(value.from ?? first), end: parseDate(value.to ?? last) };
  const [edited, setEdited] = useState<{ draft: Draft; of: string }>({ draft: given, of: keyOf(value) });
  const [focused, setFocused] = useState(given.end ?? lastDate);

  // What is typed holds until the range changes by something else, such as Back.
  const draft = edited.of === keyOf(value) ? edited.draft : given;
  const problem = problemOf(draft, firstDate, lastDate);

  const edit = (next: Draft) => {
    const { start, end } = next;
    const isWhole = start !== null && end !== null && problemOf(next, firstDate, lastDate) === null;
    const range = isWhole ? { from: String(start), to: String(end) } : value;
    setEdited({ draft: next, of: keyOf(range) });
    if (keyOf(range) !== keyOf(value)) onChange(range);
  };
  const choosePreset = (range: DayRange) => {
    setFocused(parseDate(range.to ?? last));
    if (keyOf(range) === keyOf(value)) setEdited({ draft: given, of: keyOf(value) });
    else onChange(range);
  };
  const type = (part: 'start' | 'end') => (date: CalendarDate | null) => {
    if (date !== null) setFocused(maxDate(firstDate, minDate(lastDate, date) ?? date) ?? lastDate);
    edit({ ...draft, [part]: date });
  };

  return (
    // Days are written as in links, year first, for every reader.
    <I18nProvider locale="en-CA">
      <div className={styles.panel}>
        <div className={styles.presets} role="group" aria-label="Presets">
          {presets.map((preset) => (
            <Button
              key={preset.label}
              look="framed"
              aria-pressed={keyOf(preset.range) === keyOf(value)}
              onPress={() => choosePreset(preset.range)}
            >
              {preset.label}
            </Button>
          ))}
        </div>
        <div className={styles.fields}>
          <DayField label="First day" value={draft.start} isInvalid={problem !== null} onChange={type('start')} />
          <DayField label="Last day" value={draft.end} isInvalid={problem !== null} onChange={type('end')} />
        </div>
        <p className={styles.problem} role="status" data-problem={problem !== null || undefined}>
          {problem ?? `Data: ${dayRange(first, last)}, UTC.`}
        </p>
        <RangeCalendar
          aria-label="Range"
          className={styles.calendar ?? ''}
          firstDayOfWeek="mon"
          minValue={firstDate}
          maxValue={lastDate}
          value={
            draft.start !== null && draft.end !== null && problem === null
              ? { start: draft.start, end: draft.end }
              : null
          }
          focusedValue={focused}
          onFocusChange={setFocused}
          onChange={({ start, end }) => edit({ start, end })}
        >
          <div className={styles.month}>
            <AriaButton slot="previous" className={styles.turn ?? ''}>
              <ChevronLeft aria-hidden="true" size={17} />
            </AriaButton>
            <Heading className={styles.title ?? ''} />
            <AriaButton slot="next" className={styles.turn ?? ''}>
              <ChevronRight aria-hidden="true" size={17} />
            </AriaButton>
          </div>
          <CalendarGrid className={styles.grid ?? ''}>
            <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
            <CalendarGridBody>{(date) => <CalendarCell date={date} className={styles.cell ?? ''} />}</CalendarGridBody>
          </CalendarGrid>
        </RangeCalendar>
      </div>
    </I18nProvider>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: CalendarDate | null;
  readonly isInvalid: boolean;
  readonly onChange: (date: CalendarDate | null) => void;
}

function DayField({ label, value, isInvalid, onChange }: DayFieldProps) {
  return (
    <DateField
      value={value}
      onChange={onChange}
      isInvalid={isInvalid}
      shouldForceLeadingZeros
      className={styles.field ?? ''}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <DateInput className={styles.input ?? ''}>
        {(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}
      </DateInput>
    </DateField>
  );
}

function keyOf({ from, to }: DayRange): string {
  return `${from ?? ''}/${to ?? ''}`;
}

/** Why a range cannot be used yet, or null. */
function problemOf({ start, end }: Draft, first: CalendarDate, last: CalendarDate): string | null {
  if (start === null || end === null) return 'Type both days, year first.';
  if (start.compare(end) > 0) return 'The last day is before the first.';
  if (start.compare(last) > 0 || end.compare(first) < 0 || start.compare(first) < 0 || end.compare(last) > 0) {
    return `The data has ${dayRange(first.toString(), last.toString())} only.`;
  }
  return null;
}
