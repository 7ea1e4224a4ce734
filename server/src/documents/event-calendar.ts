/**
 * Dates as calendar files (RFC 5545): of the event itself, or of the opening of its sale. Times are
 * written in UTC, so no table of time zones travels along and no program has to know one; the text says
 * the time in the event's own zone. The same date always has the same UID, so a newer file replaces it.
 */
import ical, {
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventStatus,
  type ICalEventData,
} from 'ical-generator';
import type { EventRecord } from '../catalog/model/event.ts';
import { formatDate, type Language, zoneName } from '@onsale/contract/formats.ts';
import { inLanguage } from './in-language.ts';

export type CalendarAbout = {
  readonly language: Language;
  /** `event`: when it takes place. `sale`: when its sale opens. */
  readonly occasion: 'event' | 'sale';
  /** Where pages are: `https://host`. */
  readonly siteUrl: string;
  /** When the file is made, in ms since the epoch. */
  readonly madeAtMs: number;
};

const MINUTE_S = 60;
/** How long before there is an alarm, in seconds. */
const alarms = { event: 120 * MINUTE_S, sale: 10 * MINUTE_S } as const;
const SALE_LASTS_MS = 15 * 60_000;

const words = {
  ko: {
    sale: (event: string) => `예매 시작: ${event}`,
    starts: '공연 일시',
    organizer: '주최',
    cancelled: '취소된 공연입니다.',
    postponed: '연기된 공연입니다. 새 일시를 확인해 주세요.',
  },
  en: {
    sale: (event: string) => `Sale opens: ${event}`,
    starts: 'Starts',
    organizer: 'Organizer',
    cancelled: 'This event has been cancelled.',
    postponed: 'This event has been postponed. Look up its new date.',
  },
} as const;

export function eventCalendar(event: EventRecord, about: CalendarAbout): Buffer {
  const { language, siteUrl, madeAtMs } = about;
  const calendar = ical({
    prodId: { company: 'Onsale', product: 'Onsale', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  const isSale = about.occasion === 'sale';
  const name = inLanguage(event.translations, language) ?? event.name;
  const t = words[language];
  const venue = inLanguage(event.venue, language);
  calendar.createEvent({
    ...timesOf(event, isSale),
    id: `event-${event.eventId}${isSale ? '-sale' : ''}@${new URL(siteUrl).hostname}`,
    stamp: new Date(madeAtMs),
    summary: isSale ? t.sale(name) : name,
    description: descriptionOf(event, about),
    url: new URL(`/events/${event.eventId}`, siteUrl).href,
    status: statusOf(event),
    ...(!isSale && venue !== undefined && { location: venue }),
    alarms: [
      {
        type: ICalAlarmType.display,
        triggerBefore: alarms[about.occasion],
        description: isSale ? t.sale(name) : name,
      },
    ],
  });
  return Buffer.from(calendar.toString());
}

/** An event whose length nobody has said has only a beginning. */
function timesOf(event: EventRecord, isSale: boolean): Pick<ICalEventData, 'start' | 'end'> {
  const { startsAtMs, saleOpensAtMs, runningMinutes } = event;
  const start = isSale ? saleOpensAtMs : startsAtMs;
  const lastsMs = isSale ? SALE_LASTS_MS : (runningMinutes ?? 0) * 60_000;
  return { start: new Date(start), ...(lastsMs > 0 && { end: new Date(start + lastsMs) }) };
}

function statusOf({ cancelledAtMs, postponedAtMs }: EventRecord): ICalEventStatus {
  if (cancelledAtMs !== null) return ICalEventStatus.CANCELLED;
  return postponedAtMs === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE;
}

function descriptionOf(event: EventRecord, { language, siteUrl }: CalendarAbout): string {
  const { startsAtMs, timeZone, cancelledAtMs, postponedAtMs } = event;
  const t = words[language];
  const zone = zoneName(language, startsAtMs, timeZone);
  return [
    ...(cancelledAtMs === null ? [] : [t.cancelled]),
    ...(cancelledAtMs === null && postponedAtMs !== null ? [t.postponed] : []),
    `${t.starts}: ${formatDate(language, startsAtMs, 'full', timeZone)} (${zone})`,
    ...(inLanguage(event.venue, language) === undefined
      ? []
      : [inLanguage(event.venue, language) ?? '']),
    `${t.organizer}: ${event.organizer}`,
    new URL(`/events/${event.eventId}`, siteUrl).href,
  ].join('\n');
}
