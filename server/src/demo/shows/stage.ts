/** Plays, dance and comedy. */
import { DAY_MS, type DemoShow, families, HOUR_MS, seatTiers, withConcessions } from '../show.ts';

export const stageShows: readonly DemoShow[] = [
  {
    code: 'spring-letters',
    venue: 'dalmuri',
    genre: 'theatre',
    name: { ko: '연극 「봄밤의 편지」', en: 'Letters of a Spring Night' },
    description: {
      ko:
        '재개발을 앞둔 골목의 우체국, 마지막 출근을 사흘 남긴 집배원 한수는 서랍 뒤에서 사십 년 전에 부쳐지지 못한 편지 한 묶음을 발견합니다. ' +
        '받는 이의 이름은 모두 같지만 주소는 이제 지도에 없습니다. ' +
        '그는 남은 사흘 동안 편지의 주인을 찾아 나서고, 그 길에서 동네가 잊고 지낸 봄밤 하나를 되찾습니다. ' +
        '배우 네 사람이 열여섯 명의 이웃을 연기하며, 음악은 무대 위의 낡은 피아노 한 대로 들려드립니다. ' +
        '객석이 무대와 가까워 작은 숨소리까지 들리는 공연입니다.',
      en:
        'In a lane that is about to be torn down, a postman three days from retirement finds a bundle of letters that nobody sent, forty years old. ' +
        'They all bear the same name and an address that is no longer on any map. ' +
        'He uses his last three days to look for their owner, and finds a spring night that the whole neighbourhood had forgotten. ' +
        'Four actors play sixteen neighbours; the music comes from one old piano on stage. ' +
        'The house is small enough to hear a breath. Performed in Korean.',
    },
    runningMinutes: 100,
    ageMin: 12,
    date: { inDays: 12, weekdays: [3, 4, 5], at: '19:30' },
    openedMs: 9 * DAY_MS,
    stage: 'selling',
    sold: 0.5,
    promoCodes: [
      { code: 'SPRING10', kind: 'percent', amount: 10, perPersonMax: 2 },
      { code: 'GROUP4', kind: 'per_order', amount: 20_000, quantityMin: 4 },
    ],
    tiers: seatTiers({ VIP: 66_000, R: 55_000, S: 40_000 }),
    ticketTypes: withConcessions,
    perOrderMax: 4,
    singleSeatGaps: false,
    refundableDays: 1,
  },
  {
    code: 'whale',
    venue: 'noeul',
    genre: 'family',
    name: { ko: '가족 인형극 「구름을 먹는 고래」', en: 'The Whale Who Ate Clouds' },
    description: {
      ko:
        '구름을 너무 많이 먹어 하늘로 떠오른 아기 고래가 바다로 돌아오는 길을 찾는 이야기입니다. ' +
        '천과 종이로 만든 인형 서른 개와 그림자극이 번갈아 나오고, 배우들이 객석 사이를 지나며 파도를 만듭니다. ' +
        '큰 소리나 갑작스러운 암전이 없어 처음 극장에 오는 아이도 편안하게 볼 수 있습니다. ' +
        '공연이 끝나면 로비에서 고래 인형과 사진을 찍을 수 있습니다.',
      en:
        'A young whale eats so many clouds that it floats into the sky and has to find its way back to the sea. ' +
        'Thirty puppets of cloth and paper take turns with shadow play, and the actors make the waves as they walk through the audience. ' +
        'There are no loud noises and no sudden blackouts, so it suits a first visit to a theatre. ' +
        'Afterwards the whale is in the foyer for photographs. Few words, in Korean.',
    },
    runningMinutes: 55,
    ageMin: 3,
    date: { inDays: 8, weekdays: [6, 0], at: '11:00' },
    openedMs: 6 * DAY_MS,
    stage: 'selling',
    sold: 0.27,
    askNames: true,
    tiers: seatTiers({ VIP: 44_000, R: 38_000, S: 30_000 }),
    ticketTypes: families,
    perOrderMax: 6,
    singleSeatGaps: false,
    refundableDays: 1,
  },
  {
    code: 'last-stop',
    venue: 'dalmuri',
    genre: 'theatre',
    name: { ko: '연극 「마지막 정거장」', en: 'The Last Stop' },
    description: {
      ko:
        '막차가 끊긴 시골 터미널에 서로 모르는 다섯 사람이 남습니다. ' +
        '첫차까지 다섯 시간, 난로 하나와 자판기 하나뿐인 대합실에서 이들은 각자 왜 돌아가야 하는지, 혹은 돌아가지 못하는지를 털어놓습니다. ' +
        '쉬는 시간 없이 한 호흡으로 이어지는 이인극과 독백의 조각들로 이루어진 작품입니다. ' +
        '이 회차를 끝으로 시즌 공연이 막을 내렸습니다.',
      en:
        'Five strangers are left in a country bus terminal after the last bus has gone. ' +
        'Until the first one leaves there are five hours, one stove and one vending machine, and each of them tells why they must go home, or why they cannot. ' +
        'A play of duets and monologues, told in one breath without an interval. ' +
        'This was the last night of the season. Performed in Korean.',
    },
    runningMinutes: 85,
    ageMin: 15,
    date: { inDays: -4, at: '19:30' },
    openedMs: 40 * DAY_MS,
    stage: 'ended',
    sold: 0.88,
    tiers: seatTiers({ VIP: 60_000, R: 50_000, S: 35_000 }),
    ticketTypes: withConcessions,
    perOrderMax: 4,
    singleSeatGaps: false,
    refundableDays: 1,
  },
  {
    code: 'comedy-night',
    venue: 'noeul',
    genre: 'comedy',
    name: { ko: '스탠드업 「말이 되는 밤」', en: 'A Night That Makes Sense, Stand-up' },
    description: {
      ko:
        '출근길 지하철에서, 가족 단체 채팅방에서, 새벽 두 시 편의점에서 주운 이야기만으로 꾸민 스탠드업 코미디 무대입니다. ' +
        '코미디언 네 사람이 이십 분씩 마이크를 이어받고, 마지막에는 관객이 적어 낸 단어로 즉흥 무대를 만듭니다. ' +
        '출연자의 부상으로 이번 회차는 취소되었으며, 결제하신 금액은 수수료를 포함해 모두 돌려드렸습니다.',
      en:
        'Stand-up made of what was overheard on the morning train, in family group chats and in convenience stores at two in the morning. ' +
        'Four comedians hand on the microphone every twenty minutes and end with an improvised set from words that the audience writes down. ' +
        'This date was cancelled because of an injury; everybody who had paid was refunded in full, fees included.',
    },
    runningMinutes: 90,
    ageMin: 19,
    date: { inDays: 9, weekdays: [5, 6], at: '20:00' },
    openedMs: 15 * DAY_MS,
    stage: 'cancelled',
    sold: 0,
    tiers: seatTiers({ VIP: 45_000, R: 40_000, S: 35_000 }),
    ticketTypes: withConcessions,
    perOrderMax: 4,
    singleSeatGaps: true,
    refundableDays: 0,
  },
  {
    code: 'grammar-of-wind',
    venue: 'cheongram',
    genre: 'dance',
    name: { ko: '현대무용 「바람의 문법」', en: 'A Grammar of Wind' },
    description: {
      ko:
        '무용수 열한 명이 제주에서 녹음한 사계절의 바람 소리를 악보 삼아 움직이는 작품입니다. ' +
        '같은 동작이 계절마다 다른 속도로 되풀이되며, 말이 되기 전의 몸짓이 어떻게 문장이 되는지를 보여 줍니다. ' +
        '무대 장치의 안전 점검을 위해 공연이 연기되었습니다. ' +
        '이미 예매하신 표는 새 날짜에 그대로 쓰실 수 있고, 날짜가 정해지면 이 페이지에서 알려 드리겠습니다.',
      en:
        'Eleven dancers move to a score of wind recorded on Jeju island through four seasons. ' +
        'The same gestures return in each season at another speed, until movements that meant nothing have become sentences. ' +
        'The performance is postponed while the stage machinery is inspected. ' +
        'Tickets stay valid for the new date, which will be announced on this page.',
    },
    runningMinutes: 70,
    ageMin: 7,
    date: { inDays: 18, weekdays: [4, 5], at: '19:30' },
    openedMs: 12 * DAY_MS,
    stage: 'postponed',
    sold: 0.4,
    tiers: seatTiers({ VIP: 80_000, R: 60_000, S: 45_000, A: 30_000 }),
    ticketTypes: withConcessions,
    perOrderMax: 6,
    singleSeatGaps: true,
    refundableDays: 1,
  },
  {
    code: 'lighthouse',
    venue: 'harbour',
    genre: 'theatre',
    name: { ko: '연극 「등대지기의 딸」 (런던)', en: "The Lighthouse Keeper's Daughter" },
    description: {
      ko:
        '1953년 북해의 폭풍이 지나간 뒤, 등대에 홀로 남은 딸이 아버지의 일지를 이어 쓰며 보낸 열이틀을 그린 영국 창작극입니다. ' +
        '무대는 나선 계단 하나와 불빛 하나로만 이루어지고, 효과음은 모두 배우들이 무대 위에서 직접 만듭니다. ' +
        '영어로 공연하며 자막은 없습니다. ' +
        '모든 시각은 런던 현지 시각이고, 요금은 파운드로 결제됩니다.',
      en:
        'After the North Sea storm of 1953 a young woman is left alone in a lighthouse and goes on writing her father’s log for twelve days. ' +
        'The set is one spiral staircase and one light, and every sound is made by the cast in full view. ' +
        'A new play for three actors and a very patient audience of gulls. ' +
        'There is a step-free entrance on Harbour Lane, and the Saturday matinee is captioned.',
    },
    runningMinutes: 120,
    ageMin: 10,
    date: { inDays: 16, weekdays: [3, 6], at: '14:30' },
    openedMs: 20 * DAY_MS + 3 * HOUR_MS,
    stage: 'selling',
    sold: 0.55,
    tiers: [
      { code: 'VIP', name: { ko: '스톨 앞열', en: 'Front stalls' }, priceMinor: 8_500 },
      { code: 'R', name: { ko: '스톨', en: 'Stalls' }, priceMinor: 6_000 },
      { code: 'S', name: { ko: '스톨 뒷열', en: 'Rear stalls' }, priceMinor: 3_500 },
    ],
    ticketTypes: withConcessions,
    perOrderMax: 6,
    singleSeatGaps: false,
    refundableDays: 2,
  },
];
