/**
 * From one day to another, typed or picked in a calendar. Days are texts as in an address
 * (`2030-05-17`), so that whoever uses this needs no date library.
 */
import { parseDate } from '@internationalized/date';
import type { ReactNode } from 'react';
import {
  Button,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DateRangePicker,
  DateSegment,
  Group,
  Label,
  Popover,
  RangeCalendar,
} from 'react-aria-components/DateRangePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Aria } from './aria.tsx';
import { FieldNotes, type FieldTexts } from './field-texts.tsx';
import { ChevronLeftIcon, ChevronRightIcon } from './icons.tsx';
import { CalendarIcon } from './more-icons.tsx';
import './date-range.css';

export type Days = { readonly from: string; readonly to: string };

type DateRangeProps = FieldTexts & {
  readonly value: Days | null;
  readonly onChange: (days: Days | null) => void;
  readonly earliest?: string;
  readonly latest?: string;
};

/** What an address says may be anything. */
function dayOf(text: string | undefined): ReturnType<typeof parseDate> | undefined {
  try {
    return text === undefined ? undefined : parseDate(text);
  } catch {
    return undefined;
  }
}

export function DateRange(props: DateRangeProps): ReactNode {
  const { label, help, error, value, onChange } = props;
  const [start, end] = [dayOf(value?.from), dayOf(value?.to)];
  const [earliest, latest] = [dayOf(props.earliest), dayOf(props.latest)];
  return (
    <Aria>
      <DateRangePicker
        className="field"
        value={start === undefined || end === undefined ? null : { start, end }}
        onChange={(days) =>
          onChange(days === null ? null : { from: days.start.toString(), to: days.end.toString() })
        }
        {...(earliest !== undefined && { minValue: earliest })}
        {...(latest !== undefined && { maxValue: latest })}
        isInvalid={error !== undefined}
        shouldForceLeadingZeros
      >
        <Label className="field-label">{label}</Label>
        <Group className="field-box date-box">
          <DayInput slot="start" />
          <span aria-hidden="true">–</span>
          <DayInput slot="end" />
          <Button className="date-button">
            <CalendarIcon />
          </Button>
        </Group>
        <FieldNotes help={help} error={error} />
        <Popover className="overlay">
          <Dialog className="calendar-dialog">
            <Calendar />
          </Dialog>
        </Popover>
      </DateRangePicker>
    </Aria>
  );
}

const DayInput = ({ slot }: { readonly slot: 'start' | 'end' }): ReactNode => (
  <DateInput slot={slot} className="date-input">
    {(segment) => <DateSegment segment={segment} className="date-segment" />}
  </DateInput>
);

const Calendar = (): ReactNode => (
  <RangeCalendar className="calendar">
    <header className="calendar-head">
      <Button slot="previous" className="calendar-turn">
        <ChevronLeftIcon />
      </Button>
      <Heading level={2} />
      <Button slot="next" className="calendar-turn">
        <ChevronRightIcon />
      </Button>
    </header>
    <CalendarGrid>
      <CalendarGridHeader>
        {(day) => <CalendarHeaderCell className="calendar-weekday">{day}</CalendarHeaderCell>}
      </CalendarGridHeader>
      <CalendarGridBody>
        {(date) => <CalendarCell date={date} className="calendar-day" />}
      </CalendarGridBody>
    </CalendarGrid>
  </RangeCalendar>
);
