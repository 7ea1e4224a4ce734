/** Musicals, concert halls and clubs. */
import {
  DAY_MS,
  type DemoShow,
  everybody,
  HOUR_MS,
  MINUTE_MS,
  seatTiers,
  withConcessions,
} from '../show.ts';

export const musicShows: readonly DemoShow[] = [
  {
    code: 'moon-route',
    venue: 'hanmul',
    genre: 'musical',
    name: { ko: '뮤지컬 「달의 항로」', en: 'The Moon Route, a Musical' },
    description: {
      ko:
        '나침반을 믿지 않는 항해사와 별자리를 읽을 줄 아는 밀항자가 한배를 타고, 지도 끝에 있다는 섬을 찾아 떠납니다. ' +
        '열다섯 인조 오케스트라가 연주하는 스물두 곡과 무대를 가득 채우는 돛 장면으로 초연 때부터 사랑받아 온 창작 뮤지컬입니다. ' +
        '2막은 거의 쉼 없이 노래로 이어지며, 인터미션은 20분입니다. ' +
        '배역별 출연진은 공연 일주일 전에 극장 로비에 게시합니다.',
      en:
        'A navigator who does not trust her compass and a stowaway who can read the stars share a ship and look for an island at the edge of the map. ' +
        'Twenty-two songs, an orchestra of fifteen and a scene in which the sails fill the whole stage have made this original musical a favourite since its first run. ' +
        'The second act is sung almost throughout; the interval is twenty minutes. ' +
        'The cast of each night is posted in the foyer a week before. Performed in Korean.',
    },
    runningMinutes: 160,
    ageMin: 8,
    date: { inDays: 21, weekdays: [5, 6], at: '19:30' },
    openedMs: 23 * DAY_MS,
    stage: 'selling',
    sold: 0.94,
    tiers: seatTiers({ VIP: 170_000, R: 140_000, S: 110_000, A: 70_000 }),
    ticketTypes: withConcessions,
    perOrderMax: 4,
    singleSeatGaps: false,
    refundableDays: 3,
  },
  {
    code: 'glass-garden',
    venue: 'hanmul',
    genre: 'musical',
    name: { ko: '뮤지컬 「유리 정원」', en: 'The Glass Garden, a Musical' },
    description: {
      ko:
        '온실에서만 자라는 꽃을 지키기 위해 백 년 동안 같은 하루를 되풀이해 온 정원사 앞에, 유리창을 깨뜨린 아이가 나타납니다. ' +
        '인물의 마음에 따라 색이 바뀌는 천 장의 유리 조각이 무대를 이룹니다. ' +
        '신작 발표 공연이라 회차가 많지 않으며, 예매는 한 번에 네 장까지 할 수 있습니다. ' +
        '예매가 열리기 전에 미리 로그인해 두시면 편리합니다.',
      en:
        'To protect a flower that only grows under glass, a gardener has lived the same day for a hundred years, until a child breaks a pane. ' +
        'A thousand pieces of glass make up the stage and change colour with what the characters feel. ' +
        'This is a new work with few performances; an order takes up to four tickets. ' +
        'It helps to sign in before the sale opens. Performed in Korean.',
    },
    runningMinutes: 145,
    ageMin: 8,
    date: { inDays: 45, weekdays: [6], at: '15:00' },
    openedMs: -12 * MINUTE_MS,
    stage: 'selling',
    sold: 0,
    tiers: seatTiers({ VIP: 160_000, R: 130_000, S: 100_000, A: 60_000 }),
    ticketTypes: withConcessions,
    perOrderMax: 4,
    singleSeatGaps: false,
    refundableDays: 3,
  },
  {
    code: 'dawn-philharmonic',
    venue: 'cheongram',
    genre: 'classical',
    name: { ko: '새벽 필하모닉 정기연주회', en: 'Dawn Philharmonic: Subscription Concert' },
    description: {
      ko:
        '젊은 단원들로 이루어진 새벽 필하모닉이 드보르자크 교향곡 8번과 시벨리우스 바이올린 협주곡을 연주합니다. ' +
        '협연은 이번이 오케스트라와의 첫 무대인 바이올리니스트 윤서아가 맡습니다. ' +
        '연주 시작 40분 전부터 로비에서 곡 해설이 있으며, 누구나 무료로 들으실 수 있습니다. ' +
        '연주가 시작된 뒤에는 악장 사이에만 입장할 수 있습니다.',
      en:
        'The Dawn Philharmonic, an orchestra of young players, performs Dvořák’s Eighth Symphony and the Violin Concerto by Sibelius. ' +
        'The soloist is Yun Seo-a, in her first appearance with an orchestra. ' +
        'A free introduction to the programme begins in the foyer forty minutes before the concert. ' +
        'Latecomers are admitted between movements only.',
    },
    runningMinutes: 110,
    ageMin: 7,
    date: { inDays: 30, weekdays: [4, 5], at: '19:30' },
    openedMs: -5 * HOUR_MS,
    stage: 'selling',
    sold: 0,
    tiers: seatTiers({ VIP: 90_000, R: 70_000, S: 50_000, A: 30_000 }),
    ticketTypes: withConcessions,
    perOrderMax: 6,
    singleSeatGaps: false,
    refundableDays: 2,
  },
  {
    code: 'midnight-jazz',
    venue: 'haneul',
    genre: 'jazz',
    name: { ko: '한밤의 재즈 갈라', en: 'Midnight Jazz Gala' },
    description: {
      ko:
        '빅밴드 한 팀, 트리오 세 팀, 보컬리스트 두 명이 네 시간 동안 무대를 이어 가며 자정을 맞는 재즈 갈라입니다. ' +
        '1부는 스윙 시대의 명곡으로, 2부는 한국 재즈 작곡가들의 새 곡으로 꾸몄습니다. ' +
        '마지막 30분은 모든 연주자가 함께하는 잼 세션입니다. ' +
        '공연 중에도 음료를 가지고 입장하실 수 있습니다.',
      en:
        'One big band, three trios and two singers share the stage for four hours, until midnight. ' +
        'The first half belongs to the classics of the swing era, the second to new pieces by Korean jazz composers. ' +
        'The last thirty minutes are a jam session of everybody who has played. ' +
        'Drinks may be taken inside during the concert.',
    },
    runningMinutes: 240,
    ageMin: 12,
    date: { inDays: 33, weekdays: [6], at: '20:00' },
    openedMs: 2 * HOUR_MS,
    stage: 'selling',
    sold: 0.03,
    tiers: [
      { code: 'F1', name: { ko: '플로어 1', en: 'Floor 1' }, priceMinor: 120_000 },
      { code: 'F2', name: { ko: '플로어 2', en: 'Floor 2' }, priceMinor: 90_000 },
      { code: 'F3', name: { ko: '플로어 3', en: 'Floor 3' }, priceMinor: 60_000 },
    ],
    ticketTypes: everybody,
    perOrderMax: 6,
    singleSeatGaps: true,
    refundableDays: 3,
  },
  {
    code: 'lamplight-trio',
    venue: 'noeul',
    genre: 'jazz',
    name: { ko: '등불 트리오: 느린 재즈', en: 'Lamplight Trio: Slow Jazz' },
    description: {
      ko:
        '피아노, 콘트라베이스, 브러시만 쓰는 드럼. 등불 트리오는 마이크 없이 연주합니다. ' +
        '오래된 발라드와 동요를 아주 느린 빠르기로 다시 쓴 아홉 곡을 들려드립니다. ' +
        '모든 좌석이 매진되었습니다. ' +
        '취소된 좌석이 나오면 이 페이지에 바로 표시됩니다.',
      en:
        'Piano, double bass, and drums played with brushes only: the Lamplight Trio performs without microphones. ' +
        'The programme is nine old ballads and nursery songs, rewritten at a very slow tempo. ' +
        'Every seat is sold. ' +
        'Seats that are given back appear on this page at once.',
    },
    runningMinutes: 75,
    ageMin: 8,
    date: { inDays: 6, weekdays: [4, 5, 6], at: '20:00' },
    openedMs: 30 * DAY_MS,
    stage: 'sold_out',
    sold: 1,
    tiers: seatTiers({ VIP: 70_000, R: 55_000, S: 45_000 }),
    ticketTypes: everybody,
    perOrderMax: 4,
    singleSeatGaps: true,
    refundableDays: 1,
  },
];
