/** The texts of the plain pages of a waiting room, and of the mail that leads to them. */

export const formLanguages = ['ko', 'en'] as const;
export type FormLanguage = (typeof formLanguages)[number];

const grouped = (language: FormLanguage, count: number): string => count.toLocaleString(language);

const en = {
  room: 'Waiting room',
  ask: 'Take a place by e-mail',
  askText:
    'We send you a link. With it you take your place, without JavaScript. Every place is the same, whichever way it was taken.',
  email: 'E-mail address',
  emailWrong: 'This does not look like an e-mail address, e.g. name@example.com.',
  askButton: 'Send me the link',
  askNote: 'Used for this mail only, and not kept.',
  sent: 'Look into your mailbox',
  sentText:
    'If the address is right, a link is on its way to it. It works once, for an hour. It may be in the spam folder.',
  notOffered: 'Not possible without JavaScript here',
  notOfferedText:
    'This site sends no mail. Please take a place with a browser that runs JavaScript.',
  accounts: 'For people with an account',
  accountsText: 'This waiting room needs a sign-in, which works with JavaScript only.',
  notOpen: 'The waiting room takes nobody in at the moment',
  notOpenText: 'It is not open yet, closed, or nobody has to wait.',
  tooMany: 'Too many requests',
  tooManyText: 'Please wait a few minutes and try again.',
  notSent: 'The mail could not be sent',
  notSentText: 'Please try again in a moment.',
  refused: 'This address does not take our mail',
  refusedText: 'Please check it, or use another one.',
  confirm: 'Take your place',
  confirmText: 'One press, and you have a place. The link has not been used yet.',
  confirmButton: 'Take a place',
  code: 'Presale code',
  codeWrong: 'This code is not known here, or it has been used already.',
  linkOver: 'This link does not work any more',
  linkOverText:
    'It has been used or is more than an hour old. Ask for a new one: your place stays.',
  again: 'Ask for a new link',
  trouble: 'This did not work',
  troubleText: 'Please try again in a moment. Places that were taken are kept.',
  place: 'Your place',
  noPlace: 'You have no place here',
  noPlaceText: 'It was given up, or its turn is over.',
  inDraw: 'You are in the draw',
  inDrawText: 'When the sale opens, the order is drawn. This page then shows your place.',
  number: 'Your number',
  ahead: 'People ahead of you',
  next: 'You are next.',
  refreshes: (seconds: number) => `This page is loaded anew every ${seconds} seconds.`,
  turn: 'It is your turn',
  turnText:
    'Come in now: your turn is kept for you for a few minutes. Choosing seats needs a browser with JavaScript. To go on in another browser, ask for a new link there with the same e-mail address.',
  comeIn: 'Come in and choose',
  stale: 'The waiting room cannot be reached at the moment. Your place is kept.',
  over: 'The sale is over',
  overText: 'This waiting room is closed.',
  free: 'Nobody has to wait',
  freeText: 'You can choose your tickets right away.',
  toRoom: 'To the waiting room',
  subject: (event: string) => `Your link to the waiting room: ${event}`,
  mailText: 'Somebody, hopefully you, asked for a place in the waiting room of this event:',
  mailButton: 'To my place',
  mailNote:
    'The link works once, for an hour. If this was not you, do nothing: without the link nothing happens.',
  count: (count: number) => grouped('en', count),
} as const;

export type FormTexts = {
  readonly [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : (typeof en)[Key];
};

const ko: FormTexts = {
  room: '대기실',
  ask: '이메일로 순서 받기',
  askText:
    '링크를 보내 드립니다. JavaScript 없이도 그 링크로 순서를 받을 수 있습니다. 어떤 방법으로 받아도 순서의 가치는 같습니다.',
  email: '이메일 주소',
  emailWrong: '이메일 주소가 아닌 것 같습니다. 예: name@example.com',
  askButton: '링크 받기',
  askNote: '이 메일을 보내는 데만 쓰고 저장하지 않습니다.',
  sent: '메일함을 확인해 주세요',
  sentText:
    '주소가 맞다면 링크를 보냈습니다. 한 시간 안에 한 번만 쓸 수 있습니다. 스팸함도 확인해 주세요.',
  notOffered: '여기서는 JavaScript가 필요합니다',
  notOfferedText:
    '이 사이트는 메일을 보내지 않습니다. JavaScript가 있는 브라우저에서 순서를 받아 주세요.',
  accounts: '계정이 있는 분을 위한 대기실입니다',
  accountsText: '로그인이 필요하며, 로그인하려면 JavaScript가 있어야 합니다.',
  notOpen: '지금은 들어올 수 없는 대기실입니다',
  notOpenText: '아직 열리지 않았거나, 닫혔거나, 기다리지 않아도 되는 때입니다.',
  tooMany: '요청이 너무 많습니다',
  tooManyText: '몇 분 뒤에 다시 시도해 주세요.',
  notSent: '메일을 보내지 못했습니다',
  notSentText: '잠시 뒤 다시 시도해 주세요.',
  refused: '이 주소로는 메일을 보낼 수 없습니다',
  refusedText: '주소를 확인하거나 다른 주소를 써 주세요.',
  confirm: '순서 받기',
  confirmText: '한 번만 누르면 순서를 받습니다. 링크는 아직 쓰지 않았습니다.',
  confirmButton: '순서 받기',
  code: '선예매 코드',
  codeWrong: '없는 코드이거나 이미 사용한 코드입니다.',
  linkOver: '더 이상 쓸 수 없는 링크입니다',
  linkOverText: '이미 썼거나 한 시간이 지났습니다. 새 링크를 받으세요. 순서는 그대로 유지됩니다.',
  again: '새 링크 받기',
  trouble: '처리하지 못했습니다',
  troubleText: '잠시 뒤 다시 시도해 주세요. 이미 받은 순서는 유지됩니다.',
  place: '내 순서',
  noPlace: '받은 순서가 없습니다',
  noPlaceText: '순서를 포기했거나 차례가 끝났습니다.',
  inDraw: '추첨에 참여하셨습니다',
  inDrawText: '예매가 시작되면 순서를 추첨해 이 페이지에 보여 드립니다.',
  number: '내 번호',
  ahead: '앞에 있는 인원',
  next: '다음 차례입니다.',
  refreshes: (seconds) => `이 페이지는 ${seconds}초마다 다시 불러옵니다.`,
  turn: '차례가 되었습니다',
  turnText:
    '지금 입장해 주세요. 몇 분 동안 차례를 지켜 드립니다. 좌석을 고르려면 JavaScript가 있는 브라우저가 필요합니다. 다른 브라우저에서 이어 가려면 그곳에서 같은 이메일로 새 링크를 받으세요.',
  comeIn: '입장해서 고르기',
  stale: '지금 대기실에 연결할 수 없습니다. 순서는 그대로 유지됩니다.',
  over: '예매가 끝났습니다',
  overText: '이 대기실은 닫혔습니다.',
  free: '기다리지 않아도 됩니다',
  freeText: '지금 바로 티켓을 고를 수 있습니다.',
  toRoom: '대기실로',
  subject: (event) => `대기실 링크: ${event}`,
  mailText: '누군가(본인이시길 바랍니다) 이 공연의 대기실에서 순서를 받으려 합니다.',
  mailButton: '내 순서 받기',
  mailNote:
    '링크는 한 시간 안에 한 번만 쓸 수 있습니다. 본인이 아니라면 아무것도 하지 않으셔도 됩니다.',
  count: (count) => grouped('ko', count),
};

export const formTexts: Readonly<Record<FormLanguage, FormTexts>> = { ko, en };

export const isFormLanguage = (text: unknown): text is FormLanguage =>
  formLanguages.some((language) => language === text);
