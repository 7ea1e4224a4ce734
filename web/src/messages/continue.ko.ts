/** The texts of the page that the links of letters to guests lead to, in Korean. */
import type { continueEn } from './continue.en.ts';
import type { MessagesLike } from './messages.ts';

export const continueKo = {
  continue: {
    pageTitle: '메일로 받은 링크',
    fromMail: '{email} 주소로 보낸 메일의 링크입니다.',
    fromSomeMail: '저희가 보낸 메일의 링크입니다.',
    order: {
      switchTitle: '이 기기에서 주문을 열까요?',
      switch: '이 기기에서 주문 열기',
      adoptTitle: '주문을 내 계정으로 옮길까요?',
      movedTitle: '계정으로 옮겨진 주문입니다',
    },
    list: {
      switchTitle: '이 기기에서 대기 신청을 열까요?',
      switch: '이 기기에서 대기 신청 열기',
      adoptTitle: '대기 신청을 내 계정으로 옮길까요?',
      movedTitle: '계정으로 옮겨진 대기 신청입니다',
    },
    onlyYours:
      '본인이 받은 메일일 때만 계속해 주세요. 같은 메일을 가진 사람은 이후 여기서 하시는 일을 볼 수 있습니다.',
    leavesTitle: '이 브라우저에 다른 비회원 내역이 있습니다',
    leavesText:
      '여기서 구매하신 것은 해당 메일의 링크로 계속 볼 수 있지만 이 브라우저에서는 보이지 않습니다. 메일을 받지 못한 선점 좌석이나 대기 순서는 잃게 됩니다.',
    signInFirst: '로그인하고 내 계정으로 옮기기',
    adoptText:
      '{account} 계정으로 로그인되어 있습니다. 이 메일을 받은 비회원의 모든 내역이 이 계정으로 옮겨지고, 모든 기기에서 볼 수 있습니다.',
    adopt: '내 계정으로 옮기기',
    movedText: '그 계정으로 로그인하면 볼 수 있습니다.',
    movedOther: '지금은 다른 계정으로 로그인되어 있습니다.',
    leftTitle: '일부는 옮기지 못했습니다',
    leftText:
      '주문이나 선점 {count, number}건이 비회원에게 남아 있습니다. 1인당 구매 한도를 넘거나 지금은 옮길 수 없기 때문입니다. 로그아웃한 뒤 메일의 링크로 열 수 있습니다.',
    goOn: '계속하기',
    overTitle: '더 이상 쓸 수 없는 링크입니다',
    overText:
      '기간이 지났거나 링크가 온전하지 않습니다. 가장 최근에 받은 메일의 링크 전체를 열어 주세요. 티켓은 그 메일에 PDF로도 첨부되어 있습니다.',
    noLinkTitle: '메일의 링크가 필요한 페이지입니다',
    noLinkText: '보내 드린 메일의 링크 전체를 열어 주세요.',
  },
  guestElsewhere: {
    orderTitle: '이 브라우저에 없는 주문입니다',
    orderMail: '비회원으로 구매하셨나요? 주문 메일의 링크를 열어 주세요. 어느 기기에서나 열립니다.',
    orderAccount: '계정으로 구매하셨거나 계정으로 옮기셨다면 로그인해 주세요.',
    orderOther: '지금 로그인한 계정에도 없는 주문입니다.',
    mailed:
      '이 브라우저에 있으며, 다른 기기에서는 보내 드린 메일의 링크로 열 수 있습니다. 링크를 다른 사람에게 전달하지 마세요. 계정이 있으면 어디서나 볼 수 있습니다.',
  },
} as const satisfies MessagesLike<typeof continueEn>;
