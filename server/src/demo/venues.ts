/** The houses of the demo: invented, most of them with one of the sample halls inside. */
import type { FeeRule } from '@onsale/contract/pricing.ts';
import type { Area } from '../catalog/model/check-stock.ts';
import type { City } from '../catalog/model/event.ts';

export type DemoVenue = {
  readonly name: { readonly ko: string; readonly en: string };
  readonly city: City;
  readonly timeZone: string;
  readonly currency: string;
  readonly fees: FeeRule;
  /** Code of a sample hall, or areas of its own. */
  readonly hall?: string;
  readonly areas?: readonly Area[];
};

const cities = {
  seoul: { code: 'seoul', name: { ko: '서울', en: 'Seoul' } },
  daejeon: { code: 'daejeon', name: { ko: '대전', en: 'Daejeon' } },
  incheon: { code: 'incheon', name: { ko: '인천', en: 'Incheon' } },
  busan: { code: 'busan', name: { ko: '부산', en: 'Busan' } },
  london: { code: 'london', name: { ko: '런던', en: 'London' } },
} as const satisfies Readonly<Record<string, City>>;

const korea = {
  timeZone: 'Asia/Seoul',
  currency: 'KRW',
  // 1,000 won per ticket and 3.5 per cent.
  fees: { basisPoints: 350, perTicketMinor: 1_000 },
} as const;

export const venues = {
  dalmuri: {
    ...korea,
    city: cities.seoul,
    name: { ko: '달무리 소극장 (서울 혜화)', en: 'Dalmuri Theatre, Seoul' },
    hall: 'small-theatre',
  },
  noeul: {
    ...korea,
    city: cities.seoul,
    name: { ko: '노을 극장 (서울 마포)', en: 'Noeul Playhouse, Seoul' },
    hall: 'small-theatre',
  },
  hanmul: {
    ...korea,
    city: cities.seoul,
    name: { ko: '한물결 대극장 (서울)', en: 'Hanmulgyeol Grand Theatre, Seoul' },
    hall: 'large-theatre',
  },
  cheongram: {
    ...korea,
    city: cities.daejeon,
    name: { ko: '청람 콘서트홀 (대전)', en: 'Cheongram Concert Hall, Daejeon' },
    hall: 'large-theatre',
  },
  haneul: {
    ...korea,
    city: cities.incheon,
    name: { ko: '하늘빛 아레나 (인천)', en: 'Haneulbit Arena, Incheon' },
    hall: 'arena',
  },
  saebyeok: {
    ...korea,
    city: cities.seoul,
    name: { ko: '새벽 스타디움 (서울)', en: 'Saebyeok Stadium, Seoul' },
    hall: 'stadium',
  },
  pado: {
    ...korea,
    city: cities.busan,
    name: { ko: '파도 라이브홀 (부산)', en: 'Pado Live Hall, Busan' },
    hall: 'standing-show',
  },
  badaro: {
    ...korea,
    city: cities.busan,
    name: { ko: '바다로 공원 (부산)', en: 'Badaro Park, Busan' },
    areas: [
      { pool: 1, tier: 'FRONT', capacity: 1_500 },
      { pool: 2, tier: 'FIELD', capacity: 4_000 },
      { pool: 3, tier: 'PICNIC', capacity: 1_200 },
    ],
  },
  harbour: {
    name: { ko: '하버 레인 극장 (런던)', en: 'Harbour Lane Theatre, London' },
    city: cities.london,
    timeZone: 'Europe/London',
    currency: 'GBP',
    // 1.50 pounds per ticket and 4 per cent.
    fees: { basisPoints: 400, perTicketMinor: 150 },
    hall: 'small-theatre',
  },
} as const satisfies Readonly<Record<string, DemoVenue>>;

export type VenueCode = keyof typeof venues;
