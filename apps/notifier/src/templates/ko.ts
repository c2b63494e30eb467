import type { Texts } from './texts.js';

export const korean: Texts = {
  language: 'ko',
  yourRequest: '문의하신 내용',
  somebody: '고객',
  leftOut: {
    before: '다음 파일은 이 메일에 첨부되지 않았으며 문의 내용과 함께 보관되어 있습니다.',
    'too-large': '메일로 보내기에는 너무 큽니다',
    refused: '바이러스 검사를 통과하지 못해 보내지 않았습니다',
    unchecked: '아직 바이러스 검사를 하지 않았습니다',
    unreadable: '지금은 읽을 수 없습니다',
    after: '파일이 필요하시면 이 메일에 회신해 주세요. 다른 방법으로 보내 드리겠습니다.',
  },
  bodies: {
    received: `안녕하세요 {{requester}} 님,

문의해 주셔서 감사합니다. “{{subject}}” 문의가 접수되었으며, 담당자가 곧 확인하겠습니다. 접수 번호는 {{number}}입니다.

추가로 전하실 내용이 있으면 이 메일에 회신해 주세요.

{{mailbox}}`,
    'received-plain': `안녕하세요,

문의가 접수되었으며, 담당자가 곧 확인하겠습니다. 접수 번호는 {{number}}입니다.

추가로 전하실 내용이 있으면 이 메일에 회신해 주세요. 문의하신 적이 없다면 이 메일은 무시하셔도 됩니다.

{{mailbox}}`,
    reply: `{{body}}

-- 
{{agent}}
{{mailbox}}`,
    question: `{{body}}

답변을 주시는 대로 이어서 진행하겠습니다. 이 메일에 회신해 주세요.

-- 
{{agent}}
{{mailbox}}`,
    moved: `안녕하세요 {{requester}} 님,

{{number}} “{{subject}}” 문의를 해당 분야를 더 잘 아는 팀으로 전달했습니다. 알려 주신 내용은 모두 함께 전달되었으니 따로 하실 일은 없습니다.

{{mailbox}}`,
    waiting: `안녕하세요 {{requester}} 님,

{{number}} “{{subject}}” 문의를 처리하고 있습니다. 지금은 제조사의 답변이나 예정된 작업을 기다리고 있으며, 진행되는 대로 바로 알려 드리겠습니다.

{{mailbox}}`,
    solved: `안녕하세요 {{requester}} 님,

{{number}} “{{subject}}” 문의가 해결되었습니다.

{{solution}}

아직 해결되지 않았다면 이 메일에 회신해 주세요. 이어서 도와드리겠습니다.

-- 
{{agent}}
{{mailbox}}`,
    closed: `안녕하세요 {{requester}} 님,

{{number}} “{{subject}}” 문의가 종료되었습니다. 기다려 주셔서 감사합니다.

도움이 더 필요하시면 언제든지 문의해 주세요.

{{mailbox}}`,
    reopened: `안녕하세요 {{requester}} 님,

{{number}} “{{subject}}” 문의가 다시 열렸으며, 담당자가 곧 확인하겠습니다.

{{mailbox}}`,
  },
};
