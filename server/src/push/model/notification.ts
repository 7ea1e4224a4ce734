/**
 * What a device shows: a few words and the page they lead to. Neither names nor amounts nor codes are in
 * it, because a locked screen shows it to whoever looks.
 */
import type { Language } from '../../letters/letter.ts';
import type { PushContents, PushKind } from './message.ts';

/** A kind with its content. */
export type Told = {
  readonly [Kind in PushKind]: { readonly kind: Kind; readonly content: PushContents[Kind] };
}[PushKind];

export type ToldEvent = {
  readonly name: string;
  readonly translations: Readonly<Record<string, string>>;
  readonly timeZone: string;
};

/** The payload as the service worker reads it. */
export type PushNotification = {
  readonly title: string;
  readonly body: string;
  /** Where pressing it leads: a path of this site. */
  readonly path: string;
  /** A later one with the same tag takes the place of this one. */
  readonly tag: string;
  readonly language: Language;
};

const texts = {
  en: {
    reminder: ['The sale opens soon', '{event}: tickets from {time}'],
    waitlist_offer: ['Places are held for you', '{event}: take them by {time}'],
    transfer_accepted: ['Your ticket was accepted', '{event}'],
    transfer_returned: ['Your ticket has come back', '{event}'],
    order_confirmed: ['Your tickets are ready', '{event}'],
  },
  ko: {
    reminder: ['곧 예매가 시작됩니다', '{event}: {time} 예매 시작'],
    waitlist_offer: ['자리를 잡아 두었습니다', '{event}: {time}까지 결제해 주세요'],
    transfer_accepted: ['보낸 티켓을 상대가 받았습니다', '{event}'],
    transfer_returned: ['보낸 티켓이 돌아왔습니다', '{event}'],
    order_confirmed: ['티켓이 준비되었습니다', '{event}'],
  },
} as const satisfies Readonly<
  Record<Language, Readonly<Record<PushKind, readonly [string, string]>>>
>;

const NAME_MAX = 80;

export function notificationOf(
  told: Told,
  event: ToldEvent,
  language: Language,
  tag: string,
): PushNotification {
  const [title, body] = texts[language][told.kind];
  const name = event.translations[language] ?? event.name;
  const short = name.length > NAME_MAX ? `${name.slice(0, NAME_MAX - 1)}…` : name;
  const at = momentOf(told);
  const time = at === undefined ? '' : timeText(at, event.timeZone, language);
  return {
    title,
    body: body.replace('{event}', () => short).replace('{time}', () => time),
    path: pathOf(told),
    tag,
    language,
  };
}

function momentOf({ content }: Told): string | undefined {
  if ('endsAt' in content) return content.endsAt;
  return 'saleOpensAt' in content ? content.saleOpensAt : undefined;
}

const timeText = (instant: string, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant));

function pathOf(told: Told): string {
  if (told.kind === 'reminder') return `/events/${told.content.eventId}`;
  return told.kind === 'waitlist_offer' ? pathOfUrl(told.content.url) : '/tickets';
}

/** The address without its host: a notification leads nowhere but to the site that showed it. */
function pathOfUrl(url: string): string {
  if (!URL.canParse(url)) return '/';
  const { pathname, search } = new URL(url);
  return pathname + search;
}
