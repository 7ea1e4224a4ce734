/** What people call a genre when they search, in both languages. */
import type { genres } from '@onsale/contract/product.ts';

const words: Readonly<Record<(typeof genres)[number], string>> = {
  concert: '콘서트 공연 concert live gig',
  musical: '뮤지컬 musical',
  theatre: '연극 theatre theater play',
  classical: '클래식 연주회 classical recital orchestra',
  jazz: '재즈 jazz',
  dance: '무용 발레 댄스 dance ballet',
  sports: '스포츠 경기 sports match game',
  festival: '페스티벌 축제 festival',
  comedy: '코미디 개그 comedy standup',
  family: '가족 어린이 아동 family kids children',
  other: '',
};

/** Empty for a genre that is not known. */
export const genreWords = (genre: string | null): string =>
  Object.entries(words).find(([code]) => code === genre)?.[1] ?? '';
