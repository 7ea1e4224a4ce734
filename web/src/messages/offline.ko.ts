/** 네트워크 없이 보는 티켓, 입장 화면, 알림의 문구. */

/** 다른 모든 페이지를 대신하는 단순한 페이지의 문구. 앱의 일부가 아니다. */
export const offlinePage = {
  title: '연결되지 않았습니다',
  text: '이 페이지를 보려면 네트워크가 필요합니다. 예매했거나 선점한 것은 그대로 있습니다.',
  retry: '다시 시도',
  tickets: '이 기기에 보관된 내 티켓',
} as const;

export const offlineKo = {
  offline: {
    kept: '이 기기에 보관되어 네트워크 없이도 열립니다.',
    keptAt: '{at} 기준입니다.',
    syncing: '바뀐 것이 있는지 확인하고 있습니다…',
    late: '연결되지 않았습니다. {at}에 확인한 내용입니다.',
    nothing: '연결되지 않았고, 이 기기에 보관된 티켓이 없습니다.',
    nothingText: '네트워크가 있을 때 이 페이지를 한 번 열어 두면 그다음부터는 없어도 열립니다.',
    changed: '{count, plural, other {티켓 #매의 내용이 바뀌었습니다.}}',
    install: '홈 화면에 추가하면 입장할 때 바로 열 수 있습니다.',
    installButton: '추가',
    installLater: '나중에',
    installIos: 'Safari에서 ‘공유’를 누르고 ‘홈 화면에 추가’를 선택하세요.',
  },
  door: {
    open: '입장 화면 열기',
    close: '닫기',
    title: '입장용 티켓',
    of: '{of, number}매 중 {nth, number}번째',
    next: '다음 티켓',
    previous: '이전 티켓',
    bright: '화면을 밝게 해 주세요.',
    noCode: '이 기기에 이 티켓의 코드가 없습니다. 네트워크가 있을 때 한 번 열어 주세요.',
    loading: '코드를 가져오고 있습니다…',
  },
  ticketFiles: {
    title: '챙겨 두기',
    pdf: 'PDF',
    calendar: '캘린더',
    apple: 'Apple 지갑에 추가',
    google: 'Google 지갑에 추가',
    order: '예매 내역: 변경·반환·취소',
    receipt: '영수증',
    needsNetwork: 'PDF, 캘린더 등은 네트워크가 필요합니다. 코드는 없어도 열립니다.',
    failed: '가져오지 못했습니다. 다시 시도해 주세요.',
  },
  ticketState: {
    goneTitle: '더 이상 내 티켓이 아닙니다',
    goneText:
      '다른 분께 보냈거나 예매가 취소되었습니다. 여기에 보관된 코드로는 입장할 수 없습니다.',
    offeredTitle: '친구에게 보내는 중인 티켓입니다',
    offeredText: '{at}까지 친구가 받을 수 있고, 받으면 아래 코드로는 입장할 수 없습니다.',
    received: '친구에게 받은 티켓입니다.',
    attendee: '{name} 님',
    toGo: '{days, plural, other {#일 남음}}',
    startsIn: '시작까지',
    begun: '공연이 시작되었습니다',
  },
  push: {
    title: '이 기기의 알림',
    text: '예매 시작, 대기자 자리, 내 티켓 소식을 알려 드립니다. 광고는 보내지 않습니다.',
    on: '이 기기에서 알림을 받습니다.',
    off: '이 기기에서 알림을 받지 않습니다.',
    denied: '이 브라우저가 알림을 차단하고 있습니다. 브라우저 설정에서 허용한 뒤 다시 와 주세요.',
    unsupported:
      '이 브라우저에서는 알림을 받을 수 없습니다. 아이폰에서는 먼저 홈 화면에 추가해 주세요.',
    failed: '알림 설정을 바꾸지 못했습니다. 다시 시도해 주세요.',
  },
} as const;
