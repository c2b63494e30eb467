import type { Texts } from './texts.js';

export const english: Texts = {
  language: 'en',
  yourRequest: 'Your request',
  somebody: '',
  leftOut: {
    before: 'These files are not in this mail, but are kept with your request:',
    'too-large': 'too large for a mail',
    refused: 'not sent, because the virus check refused it',
    unchecked: 'not checked for viruses yet',
    unreadable: 'cannot be read at the moment',
    after: 'If you need them, answer this mail, and we find another way.',
  },
  bodies: {
    received: `Hello {{requester}},

thank you for writing to us. We have your request "{{subject}}", and somebody will look at it. Its number is {{number}}.

If something is to be added, just answer this mail.

{{mailbox}}`,
    'received-plain': `Hello,

we have received your request. Its number is {{number}}, and somebody will look at it.

If something is to be added, just answer this mail. If you did not write to us, you need not do anything.

{{mailbox}}`,
    reply: `{{body}}

-- 
{{agent}}
{{mailbox}}`,
    question: `{{body}}

We go on as soon as we have your answer: just reply to this mail.

-- 
{{agent}}
{{mailbox}}`,
    moved: `Hello {{requester}},

your request {{number}}, "{{subject}}", is now with another team of ours that knows more about it. They have everything you told us, so you need not do anything.

{{mailbox}}`,
    waiting: `Hello {{requester}},

we are working on your request {{number}}, "{{subject}}". Right now it depends on something outside this conversation: an answer from the manufacturer, or work that has been scheduled. You will hear from us as soon as we know more.

{{mailbox}}`,
    solved: `Hello {{requester}},

good news: your request {{number}}, "{{subject}}", is solved.

{{solution}}

If it is not solved for you, just answer this mail, and we go on.

-- 
{{agent}}
{{mailbox}}`,
    closed: `Hello {{requester}},

your request {{number}}, "{{subject}}", is closed now. Thank you for your patience.

If you need us again, just write.

{{mailbox}}`,
    reopened: `Hello {{requester}},

your request {{number}}, "{{subject}}", is open again, and somebody will look at it.

{{mailbox}}`,
  },
};
