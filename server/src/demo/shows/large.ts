/** Stadium, arena and open air: tours, standing concerts, sports, a festival. */
import { DAY_MS, type DemoShow, everybody, families, seatTiers, tier } from '../show.ts';

/** April to October. */
const openAir = [4, 5, 6, 7, 8, 9, 10];

const arena = (first: number, second: number, third: number) => [
  tier('F1', '1구역', 'Block 1', first),
  tier('F2', '2구역', 'Block 2', second),
  tier('F3', '3구역', 'Block 3', third),
];

export const largeShows: readonly DemoShow[] = [
  {
    code: 'sky-garden',
    venue: 'saebyeok',
    genre: 'concert',
    name: { ko: '하늘정원 월드 투어: 서울', en: 'Sky Garden World Tour: Seoul' },
    description: {
      ko:
        '다섯 명의 싱어송라이터가 모인 그룹 하늘정원이 열두 도시를 도는 월드 투어를 서울에서 시작합니다. ' +
        '데뷔 앨범부터 새 앨범 「온실」까지의 노래를 밴드와 현악 사중주의 연주로 두 시간 반 동안 들려드립니다. ' +
        '3만 명 가까이 들어가는 경기장이라 좌석마다 보이는 모습이 다릅니다. 시야 제한석은 좌석 배치도에 표시되어 있습니다. ' +
        '야외 공연으로, 비가 와도 진행됩니다. 우산 대신 비옷을 준비해 주세요.',
      en:
        'Sky Garden, five singer-songwriters who became one group, begin their tour of twelve cities at home in Seoul. ' +
        'For two and a half hours they play everything from their first record to the new one, “Greenhouse”, with a band and a string quartet. ' +
        'The stadium takes nearly thirty thousand people, and no two blocks see the same: seats with a restricted view are marked on the map. ' +
        'The concert is in the open air and takes place in the rain; bring a coat, not an umbrella.',
    },
    runningMinutes: 150,
    ageMin: 8,
    date: { inDays: 60, weekdays: [6], months: openAir, at: '18:00' },
    openedMs: 3 * DAY_MS,
    stage: 'selling',
    sold: 0.46,
    tiers: seatTiers({
      VIP: 198_000,
      R: 176_000,
      S: 154_000,
      A: 132_000,
      B: 99_000,
      C: 77_000,
    }),
    ticketTypes: everybody,
    perOrderMax: 4,
    singleSeatGaps: true,
    refundableDays: 7,
  },
  {
    code: 'blue-dawn',
    venue: 'pado',
    genre: 'concert',
    name: { ko: '푸른새벽 스탠딩 콘서트 「파도」', en: 'Blue Dawn: Waves, a Standing Concert' },
    description: {
      ko:
        '부산에서 결성해 올해로 열 해를 맞은 록 밴드 푸른새벽이 고향 무대로 돌아옵니다. ' +
        '전 구역 스탠딩 공연이며, 입장 순서는 당일 도착한 순서입니다. ' +
        '물품 보관소는 공연 세 시간 전부터 열고, 큰 가방은 가지고 들어갈 수 없습니다. ' +
        '공연장 뒤쪽에 휠체어 이용객을 위한 단이 마련되어 있습니다.',
      en:
        'Blue Dawn, a rock band formed in Busan ten years ago, come back to play at home. ' +
        'All places are standing; doors work on a first come, first served basis on the day. ' +
        'The cloakroom opens three hours before, and large bags are not allowed inside. ' +
        'There is a raised platform for wheelchair users at the back of the hall.',
    },
    runningMinutes: 120,
    ageMin: 12,
    date: { inDays: 26, weekdays: [5, 6], at: '19:00' },
    openedMs: 8 * DAY_MS,
    stage: 'selling',
    sold: 0.62,
    tiers: [tier('STANDING', '스탠딩', 'Standing', 77_000)],
    ticketTypes: everybody,
    perOrderMax: 4,
    singleSeatGaps: true,
    refundableDays: 3,
  },
  {
    code: 'hawks-sharks',
    venue: 'haneul',
    genre: 'sports',
    name: {
      ko: '농구 결승 1차전: 한빛 호크스 대 바다 샤크스',
      en: 'Basketball Final, Game 1: Hanbit Hawks v. Bada Sharks',
    },
    description: {
      ko:
        '정규 시즌 1위 한빛 호크스와 3위에서 치고 올라온 바다 샤크스가 7전 4선승제 결승의 첫 경기를 치릅니다. ' +
        '이번 시즌 두 팀의 맞대결은 3승 3패로 팽팽했고, 여섯 경기 가운데 네 경기가 5점 차 이내였습니다. ' +
        '1구역은 코트와 같은 높이의 좌석입니다. ' +
        '경기 시작 한 시간 전부터 몸을 푸는 모습을 보실 수 있습니다.',
      en:
        'The Hanbit Hawks won the regular season; the Bada Sharks came from third place to meet them in a final of up to seven games. ' +
        'They met six times this season and won three each, four of those games by five points or less. ' +
        'Seats in block 1 are level with the court. ' +
        'The teams warm up in public from an hour before tip-off.',
    },
    runningMinutes: 130,
    ageMin: 0,
    date: { inDays: 10, weekdays: [0, 6], at: '14:00' },
    openedMs: 4 * DAY_MS,
    stage: 'selling',
    sold: 0.34,
    tiers: arena(85_000, 45_000, 22_000),
    ticketTypes: families,
    perOrderMax: 6,
    singleSeatGaps: true,
    refundableDays: 1,
  },
  {
    code: 'paper-planes',
    venue: 'haneul',
    genre: 'concert',
    name: { ko: '종이비행기 전국 투어: 인천', en: 'Paper Planes on Tour: Incheon' },
    description: {
      ko:
        '공책에 적은 일기 같은 노랫말로 사랑받는 듀오 종이비행기가 일곱 도시를 찾아갑니다. ' +
        '인천 공연은 투어의 마지막 무대로, 지난 도시에서 관객이 접어 보낸 종이비행기 만 개가 공연장을 채웁니다. ' +
        '신청곡은 예매하신 분들의 투표로 정합니다. ' +
        '예매는 정해진 시각에 이 페이지에서 열립니다.',
      en:
        'Paper Planes, a duo loved for lyrics that read like a diary, visit seven cities. ' +
        'Incheon is the last night of the tour: ten thousand paper planes, folded by the audiences before, will fill the arena. ' +
        'Those who hold tickets vote on which songs are played. ' +
        'The sale opens on this page at the time shown.',
    },
    runningMinutes: 120,
    ageMin: 8,
    date: { inDays: 52, weekdays: [6, 0], at: '17:00' },
    openedMs: -6 * DAY_MS,
    stage: 'selling',
    sold: 0,
    tiers: arena(132_000, 110_000, 88_000),
    ticketTypes: everybody,
    perOrderMax: 4,
    singleSeatGaps: true,
    refundableDays: 5,
  },
  {
    code: 'sea-breeze',
    venue: 'badaro',
    genre: 'festival',
    name: { ko: '바닷바람 페스티벌', en: 'Sea Breeze Festival' },
    description: {
      ko:
        '바다가 보이는 잔디밭에서 하루 종일 이어지는 음악 축제입니다. 두 무대에서 열네 팀이 번갈아 연주합니다. ' +
        '무대 앞 구역은 스탠딩, 잔디 구역은 자유롭게 오가는 자리, 피크닉 구역은 돗자리를 펼 수 있는 자리입니다. ' +
        '어린이는 어른과 함께라면 피크닉 구역을 이용할 수 있습니다. ' +
        '다회용 컵만 쓰는 축제이니 텀블러를 가져오시면 좋습니다.',
      en:
        'A day of music on a lawn above the sea: fourteen acts take turns on two stages. ' +
        'The front area is for standing, the field is for coming and going, and the picnic area has room for a blanket. ' +
        'Children are welcome in the picnic area together with an adult. ' +
        'The festival uses returnable cups only, so bring a bottle of your own.',
    },
    runningMinutes: 540,
    ageMin: 0,
    date: { inDays: 38, weekdays: [6], months: openAir, at: '13:00' },
    openedMs: 11 * DAY_MS,
    stage: 'selling',
    sold: 0.5,
    tiers: [
      tier('FRONT', '무대 앞 스탠딩', 'Front, standing', 99_000),
      tier('FIELD', '잔디', 'Field', 79_000),
      tier('PICNIC', '피크닉', 'Picnic', 69_000),
    ],
    ticketTypes: families,
    perOrderMax: 6,
    singleSeatGaps: true,
    refundableDays: 7,
  },
];
