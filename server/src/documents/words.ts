/** The words that tickets carry, in their reader's language. */
import type { Language } from '@onsale/contract/formats.ts';

export type TicketWords = {
  readonly ticket: string;
  readonly when: string;
  readonly venue: string;
  readonly place: string;
  readonly type: string;
  readonly tier: string;
  readonly holder: string;
  readonly admission: string;
  readonly ofAdmissions: (nth: number, of: number) => string;
  readonly order: string;
  readonly organizer: string;
  readonly number: string;
  readonly codeAlt: string;
  readonly atTheDoor: string;
  readonly fileOfTicket: string;
  readonly fileOfOrder: string;
  readonly cancelled: string;
  readonly postponed: string;
};

export const ticketWords = {
  ko: {
    ticket: '입장권',
    when: '일시',
    venue: '장소',
    place: '좌석',
    type: '권종',
    tier: '등급',
    holder: '관람자',
    admission: '매수',
    ofAdmissions: (nth, of) => `${of}매 중 ${nth}번째`,
    order: '주문 번호',
    organizer: '주최',
    number: '티켓 번호',
    codeAlt: '입장할 때 보여 주는 QR 코드',
    atTheDoor: '입장할 때 이 QR 코드를 보여 주세요. 코드 하나로 한 사람만 한 번 입장합니다.',
    fileOfTicket: '티켓',
    fileOfOrder: '티켓-주문',
    cancelled: '취소된 공연',
    postponed: '연기된 공연',
  },
  en: {
    ticket: 'Ticket',
    when: 'When',
    venue: 'Where',
    place: 'Place',
    type: 'Type',
    tier: 'Price level',
    holder: 'Who comes',
    admission: 'Admission',
    ofAdmissions: (nth, of) => `${nth} of ${of}`,
    order: 'Order',
    organizer: 'Organizer',
    number: 'Ticket number',
    codeAlt: 'QR code to show at the door',
    atTheDoor: 'Show this code at the door. It lets one person in, once.',
    fileOfTicket: 'Ticket',
    fileOfOrder: 'Tickets of order',
    cancelled: 'Cancelled',
    postponed: 'Postponed',
  },
} as const satisfies Readonly<Record<Language, TicketWords>>;
