/** The texts of the card that other sites show. Few: they travel with the script, in both languages. */
import type { Language } from '../language/language.ts';
import type { SaleKind } from '../event/sale.ts';

export type EmbedTexts = {
  readonly from: (price: string) => string;
  readonly opens: (time: string) => string;
  readonly left: (count: string) => string;
  readonly status: Readonly<Record<SaleKind, string>>;
  readonly action: Readonly<Record<SaleKind, string>>;
  readonly loading: string;
  readonly missing: string;
  readonly broken: string;
  readonly retry: string;
  readonly newTab: string;
};

export const embedTexts: Readonly<Record<Language, EmbedTexts>> = {
  en: {
    from: (price) => `from ${price}, fees included`,
    opens: (time) => `Sale opens ${time}`,
    left: (count) => `${count} left`,
    status: {
      upcoming: 'Opens soon',
      on_sale: 'On sale',
      sold_out: 'Sold out',
      sale_ended: 'Sale ended',
      ended: 'Over',
      cancelled: 'Cancelled',
      postponed: 'Postponed',
    },
    action: {
      upcoming: 'See the event',
      on_sale: 'Buy tickets',
      sold_out: 'See the waiting list',
      sale_ended: 'See the event',
      ended: 'See the event',
      cancelled: 'See the event',
      postponed: 'See the event',
    },
    loading: 'Loading…',
    missing: 'This event does not exist.',
    broken: 'The event could not be loaded.',
    retry: 'Try again',
    newTab: 'opens in a new tab',
  },
  ko: {
    from: (price) => `${price}부터 (수수료 포함)`,
    opens: (time) => `${time} 예매 시작`,
    left: (count) => `${count}석 남음`,
    status: {
      upcoming: '예매 예정',
      on_sale: '예매 중',
      sold_out: '매진',
      sale_ended: '예매 종료',
      ended: '공연 종료',
      cancelled: '취소됨',
      postponed: '연기됨',
    },
    action: {
      upcoming: '공연 보기',
      on_sale: '예매하기',
      sold_out: '대기 신청 보기',
      sale_ended: '공연 보기',
      ended: '공연 보기',
      cancelled: '공연 보기',
      postponed: '공연 보기',
    },
    loading: '불러오는 중…',
    missing: '없는 공연입니다.',
    broken: '공연을 불러오지 못했습니다.',
    retry: '다시 시도',
    newTab: '새 탭에서 열림',
  },
};
