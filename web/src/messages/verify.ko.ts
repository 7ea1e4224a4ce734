/** The texts of "verify my place", in Korean. */

export const verifyKo = {
  verify: {
    title: '추첨 확인',
    lead: '공개된 자료로 추첨 전체를 이 브라우저가 다시 계산합니다. 아무것도 그냥 믿지 않으셔도 됩니다.',
    back: '대기실로 돌아가기',
    storyTitle: '어떻게 확인할 수 있나요',
    story: {
      sealed: '첫 번호를 나누어 주기 전에 비밀값을 봉인하고, 그 지문(약속값)을 공개했습니다.',
      closed: '예매가 시작될 때 들어온 모든 분의 명단을 닫고, 그 명단의 지문도 공개했습니다.',
      opened:
        '그다음 비밀값을 열었습니다. 비밀값과 명단의 크기에서 정해진 규칙대로 순서가 나옵니다. 다른 비밀값이라면 지문이 달라집니다.',
      beacon:
        '명단이 닫힌 뒤에야 나온 공개 난수를 섞었기 때문에 아무도 미리 순서를 알 수 없었습니다.',
    },
    notYetTitle: '아직 순서를 추첨하지 않았습니다',
    notYetText:
      '아래 약속값은 이미 공개되어 있습니다. 순서를 받을 때 이 브라우저에 적어 두며, 누구나 복사해 두었다가 나중에 비교할 수 있습니다.',
    noRoomTitle: '이 공연에는 추첨이 없습니다',
    noRoomText: '대기실이 없는 공연입니다.',
    commitment: '약속값',
    committedAt: '{date} 공개',
    root: '명단의 지문',
    closedAt: '{date} 마감',
    size: '추첨에 참여한 인원',
    modeTitle: '무엇을 믿어야 하나요',
    mode: {
      operator:
        '운영자의 말: 약속값을 공개한 뒤에는 순서를 바꿀 수 없지만, 비밀값을 아는 사람은 순서를 미리 알 수 있었습니다.',
      beacon: '공개 난수: 명단이 닫히기 전에는 운영자를 포함해 아무도 순서를 알 수 없었습니다.',
      beaconMissed:
        '공개 난수를 쓰기로 했지만 제때 받지 못했습니다. 그래서 이 순서는 운영자의 말에 달려 있습니다.',
    },
    noted: '{date}에 이 브라우저가 이 약속값을 적어 두었습니다.',
    notNoted: '이 브라우저에 적어 둔 약속값이 없습니다. 예매 전에 적어 둔 분의 값과 비교해 보세요.',
    computing: '추첨을 다시 계산하는 중…',
    goodTitle: '추첨이 올바릅니다',
    goodText: '공개된 모든 자료가 서로 맞습니다.',
    goodMine: '내 번호 {number, number}에서 내 순서 {position, number}이(가) 나옵니다.',
    badTitle: '이 추첨에 문제가 있습니다',
    badText: '맞지 않는 항목이 있습니다. 아래 파일을 저장하고 주최자에게 문의해 주세요.',
    checksTitle: '확인한 항목',
    outcome: { passed: '맞음', failed: '틀림', remark: '알아둘 점' },
    check: {
      format: { passed: '기록을 읽을 수 있습니다.', failed: '기록을 읽을 수 없습니다.' },
      event: { passed: '이 공연의 기록입니다.', failed: '다른 공연의 기록입니다.' },
      noted_commitment: {
        passed: '예매 전에 적어 둔 약속값과 같습니다.',
        failed: '예매 전에 적어 둔 약속값과 다릅니다.',
      },
      commitment: {
        passed: '열린 비밀값이 봉인했던 값과 같습니다.',
        failed: '열린 비밀값이 봉인했던 값과 다릅니다.',
      },
      noted_root: {
        passed: '명단이 닫힐 때 적어 둔 명단과 같습니다.',
        failed: '명단이 닫힐 때 적어 둔 명단과 다릅니다.',
      },
      chain: {
        passed: '난수가 이곳에서 아는 공개 출처에서 왔습니다.',
        failed: '난수의 출처가 스스로 말하는 것과 다릅니다.',
        remark: '난수의 출처가 이곳에서 아는 공개 출처가 아닙니다.',
      },
      round: {
        passed: '미리 알린 바로 그 난수를 썼습니다.',
        failed: '쓸 수 없는 난수를 썼습니다.',
        remark: '규칙에 따라 미리 알린 것과 다른 난수를 썼거나 쓰지 않았습니다.',
      },
      signature: { passed: '난수가 진짜입니다.', failed: '난수가 위조되었습니다.' },
      basis: {
        passed: '아무도 순서를 미리 알 수 없었습니다.',
        failed: '기록이 말하는 근거와 실제 근거가 다릅니다.',
        remark: '비밀값을 아는 사람은 순서를 미리 알 수 있었습니다.',
      },
      order: {
        passed: '쓰이고 있는 순서가 모든 자리에서 추첨한 순서와 같습니다.',
        failed: '쓰이고 있는 순서가 추첨한 순서와 다릅니다.',
        remark: '전체 순서의 지문이 없어 내 순서만 확인했습니다.',
      },
      entry: {
        passed: '내 번호가 명단에 있습니다.',
        failed: '내 번호가 명단에 없거나 다른 사람의 것입니다.',
      },
      entryLater: '명단이 닫힌 뒤에 오셨습니다. 온 순서대로 섭니다.',
      position: {
        passed: '내 순서가 추첨 결과와 같습니다.',
        failed: '내 순서가 추첨 결과와 다릅니다.',
      },
    },
    lookTitle: '번호로 찾아보기',
    lookLabel: '번호 또는 티켓 전체',
    lookHelp: '1부터 {size, number}까지의 번호나 티켓의 글자를 넣어 주세요.',
    lookButton: '찾기',
    lookInvalid: '번호도 이 공연의 티켓도 아닙니다.',
    lookAnswer: '번호 {number, number}의 순서는 {position, number}번째입니다.',
    lookLater: '번호 {number, number}은(는) 추첨 뒤에 왔고 순서는 {position, number}번째입니다.',
    filesTitle: '자료 저장하기',
    filesText:
      '이 파일이 있으면 누구나 자기 프로그램으로 추첨을 확인할 수 있습니다. 모든 규칙은 docs/fair-draw.md에 있습니다.',
    saveRecord: '추첨 기록 저장',
    saveTicket: '내 티켓 저장',
    ticketNote: '티켓은 내 순서임을 증명하니 다른 사람에게 보여 주지 마세요.',
    insecureTitle: '여기서는 확인할 수 없습니다',
    insecureText:
      '확인하려면 보안 연결(https)이 필요합니다. 기록을 저장해 npm run verify-draw로 확인하세요.',
    mine: '내 순서',
  },
} as const;
