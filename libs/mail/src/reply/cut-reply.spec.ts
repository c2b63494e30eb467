import { describe, expect, it } from '@jest/globals';
import { cutReply } from './cut-reply.js';

interface Sample {
  readonly language: string;
  readonly answer: string;
  readonly quoted: string;
  readonly signature: string;
}

/** One whole mail each, as people of that language send it. */
const samples: readonly Sample[] = [
  {
    language: 'English',
    answer: 'Hello,\n\nthe printer prints again. On the second floor too.',
    signature: 'Best regards,\nDana Fox\n+44 20 7946 0000',
    quoted:
      'From: Support <help@desk.example>\nSent: Monday, 4 March 2024 10:15\nTo: Dana Fox\nSubject: [T-17] Printer\n\nHave you turned it off and on?',
  },
  {
    language: 'Russian',
    answer: 'Здравствуйте!\n\nПринтер снова печатает.',
    signature: 'С уважением,\nДана Лисина\nООО «Нора»',
    quoted:
      '-------- Исходное сообщение --------\nОт: Support <help@desk.example>\nДата: 04.03.2024 10:15\nКому: Дана Лисина\nТема: [T-17] Принтер\n\nВы его выключали?',
  },
  {
    language: 'Korean',
    answer: '안녕하세요.\n\n프린터가 다시 작동합니다.',
    signature: '감사합니다.\n김다나',
    quoted:
      '보낸 사람: Support <help@desk.example>\n보낸 날짜: 2024년 3월 4일 월요일 오전 10:15\n받는 사람: 김다나\n제목: [T-17] 프린터\n\n전원을 껐다 켜 보셨나요?',
  },
  {
    language: 'German',
    answer: 'Guten Tag,\n\nder Drucker geht wieder. Von hier aus jedenfalls.',
    signature: 'Mit freundlichen Grüßen\nDana Fuchs',
    quoted:
      'Von: Support <help@desk.example>\nGesendet: Montag, 4. März 2024 10:15\nAn: Dana Fuchs\nBetreff: [T-17] Drucker\n\nHaben Sie ihn aus- und eingeschaltet?',
  },
  {
    language: 'French',
    answer: 'Bonjour,\n\nl’imprimante fonctionne à nouveau.',
    signature: 'Cordialement,\nDana Renard',
    quoted:
      'De : Support <help@desk.example>\nEnvoyé : lundi 4 mars 2024 10:15\nÀ : Dana Renard\nObjet : [T-17] Imprimante\n\nL’avez-vous redémarrée ?',
  },
  {
    language: 'Spanish',
    answer: 'Hola:\n\nla impresora funciona otra vez.',
    signature: 'Un saludo,\nDana Zorro',
    quoted: 'El lun, 4 mar 2024 a las 10:15, Support (<help@desk.example>) escribió:\n\n> ¿La ha apagado y encendido?',
  },
  {
    language: 'Portuguese',
    answer: 'Olá,\n\na impressora voltou a funcionar.',
    signature: 'Enviado do meu iPhone',
    quoted: 'No dia 4 de março de 2024 às 10:15, Support <help@desk.example> escreveu:\n\n> Já a desligou e ligou?',
  },
  {
    language: 'Polish',
    answer: 'Dzień dobry,\n\ndrukarka znowu działa.',
    signature: 'Pozdrawiam\nDana Lis',
    quoted: 'pon., 4 mar 2024 o 10:15 Support <help@desk.example>\nnapisał(a):\n\n> Czy próbowano ją wyłączyć?',
  },
  {
    language: 'Dutch',
    answer: 'Hallo,\n\nde printer doet het weer.',
    signature: 'Met vriendelijke groet,\n\nDana Vos',
    quoted:
      'Van: Support <help@desk.example>\nVerzonden: maandag 4 maart 2024 10:15\nAan: Dana Vos\nOnderwerp: [T-17] Printer\n\nIs hij al uit en aan geweest?',
  },
  {
    language: 'Japanese',
    answer: 'お世話になっております。\n\nプリンターが復旧しました。',
    signature: 'よろしくお願いいたします。\n狐ダナ',
    quoted:
      '差出人: Support <help@desk.example>\n送信日時: 2024年3月4日 10:15\n宛先: 狐ダナ\n件名: [T-17] プリンター\n\n電源を入れ直しましたか。',
  },
  {
    language: 'Chinese',
    answer: '您好！\n\n打印机又能用了。',
    signature: '发自我的iPhone',
    quoted:
      '------------------ 原始邮件 ------------------\n发件人: Support <help@desk.example>\n发送时间: 2024年3月4日 10:15\n收件人: 胡丹\n主题: [T-17] 打印机\n\n您重启过吗？',
  },
];

describe('cutting a reply', () => {
  it.each(samples)('tells answer, signature and earlier mail apart in $language', ({ answer, signature, quoted }) => {
    expect(cutReply(`${answer}\n\n${signature}\n\n${quoted}\n`)).toEqual({ newText: answer, quoted, signature });
  });

  it.each(samples)('keeps an answer without anything else as it is in $language', ({ answer }) => {
    expect(cutReply(answer)).toEqual({ newText: answer, quoted: '', signature: null });
  });

  it('finds the answer below what is quoted, and both around it', () => {
    const quote = 'On 4 March 2024 at 10:15, Dana Fox <dana@example.com> wrote:\n> Does it\n>\n> print?';
    expect(cutReply(`${quote}\n\nIt does.\n`)).toEqual({ newText: 'It does.', quoted: quote, signature: null });
    expect(cutReply(`Hello,\n\n${quote}\n\nIt does.\n`).newText).toBe('Hello,\n\nIt does.');
  });

  it('takes a line some program broke while quoting for quoted', () => {
    const long = '> The printer on the second floor, which we bought in the year before the last, in';
    const quote = `On 4 March 2024, Dana Fox wrote:\n${long}\nspring, is silent.\n> Dana`;
    expect(cutReply(`It prints.\n\n${quote}`)).toEqual({ newText: 'It prints.', quoted: quote, signature: null });
  });

  it('cuts an announcement off the end of the line it shares with the answer', () => {
    expect(cutReply('Yes --- On Mon, Mar 4, 2024 at 10:15 AM, dana@example.com wrote:\n> Does it print?')).toEqual({
      newText: 'Yes',
      quoted: '--- On Mon, Mar 4, 2024 at 10:15 AM, dana@example.com wrote:\n> Does it print?'.replace(/^/, ' '),
      signature: null,
    });
  });

  it('takes all that stands below our own line for the earlier mail', () => {
    const quoted = '##- Please type your reply above this line -##\nYour ticket T-17 was solved.';
    expect(cutReply(`No, it was not.\n${quoted}`)).toEqual({ newText: 'No, it was not.', quoted, signature: null });
  });

  it('takes headers in a language it does not know for the earlier mail when a rule stands above', () => {
    const quoted =
      '________________________________\nMwy: Dana <dana@example.com>\nPryd: dydd Llun\nAt: Support\n\nHelo';
    expect(cutReply(`Iawn.\n\n${quoted}`).newText).toBe('Iawn.');
  });
});

describe('when unsure, a reply is kept', () => {
  const kept = (text: string): void => expect(cutReply(text)).toEqual({ newText: text, quoted: '', signature: null });

  it.each([
    [
      'answers between the quoted lines',
      'On 4 March 2024, Dana Fox wrote:\n> Does it print?\n\nYes.\n\n> In colour?\n\nNo.',
    ],
    [
      'answers between quoted lines nobody announced',
      'To your points:\n\n> Does it print?\n\nYes.\n\n> In colour?\n\nNo.',
    ],
    ['a quotation the author goes on below', 'You wrote\n\n> it prints\n\nbut it does not.'],
    [
      'an answer within a quotation that goes on below it',
      'On 4 March 2024, Dana Fox wrote:\n> Does it print?\n\nYes.\n\n> We bought it last year.\n> It was not cheap.\n> Please look.',
    ],
    [
      'a forwarded mail',
      'See below.\n\n---------- Forwarded message ---------\nFrom: Dana Fox <dana@example.com>\nDate: Mon, Mar 4, 2024\nSubject: Printer\nTo: me\n\nIt smokes.',
    ],
    [
      'a forwarded mail without a word',
      '-----Original Message-----\nFrom: Dana Fox <dana@example.com>\nSent: Monday\nTo: me\nSubject: Printer\n\nIt smokes.',
    ],
    [
      'a forwarded mail below a mere signature',
      'Best regards,\nDana Fox\n\nFrom: Bob <bob@example.com>\nSent: Monday\nTo: Dana\nSubject: Printer\n\nIt smokes.',
    ],
    ['a mail that is only quoted', '> It prints.\n> Dana'],
    ['a journey', 'I need a laptop for my trip:\n\nFrom: London\nTo: Seoul\nDate: 4 March'],
    [
      'an appointment',
      'Interview:\n\nDate: Wednesday 3, October 2024\nTime: 7:00\nAddress: 130 Fox St\n\nBring your ID.',
    ],
    [
      'sentences that begin like announcements',
      'On Monday, 4 March 2024 we sent the following numbers to the office:\n\n17\n18',
    ],
    ['what somebody said, without a date', 'Then the error message wrote:\n\nOut of paper'],
    [
      'log lines',
      '2024-03-04 10:15:00 job started\n2024-03-04 10:15:01 mail to dana@example.com:\n2024-03-04 10:15:02 done',
    ],
    ['rules that are only ornaments', 'Facts:\n----\n1. It is hot.\n\n----\n\n2. It smokes.'],
    ['a list', 'Please send:\n\n- toner\n- paper'],
    ['thanks in the middle', 'Hello\nThanks\nfor the new printer. It prints now, and what it prints is fine.'],
    ['thanks without a name', 'It prints.\n\nThanks!'],
    ['a device in a sentence', 'It prints.\n\nSent from my desk, it is easier than from my mobile phone.'],
    [
      'the source of a mail',
      'It came with these headers:\n\nReceived: from a.example\n\tby b.example\nFrom: dana@example.com\nTo: me\nSubject: Printer\n\nIs it spam?',
    ],
    ['what a server says', 'I got this:\n\n<dana@example.com>: host a.example[192.0.2.1] said:\n550 no such user'],
    ['arrows', 'Visit us now\n>>> >>>  http://www.example.com <<<\nthank you'],
    ['a signature alone', '--\nDana'],
    ['an address before an announcement', 'Ask bob@example.com'],
  ])('%s', (_, text) => kept(text));

  it('the author’s line above an announcement is no part of it', () => {
    const quoted = 'On Mon, Mar 4, 2024, Dana Fox wrote:\n\nDoes it print?';
    expect(cutReply(`Ask Bob <bob@example.com>\n${quoted}`).newText).toBe('Ask Bob <bob@example.com>');
  });
});

describe('signatures', () => {
  it.each([
    ['-- \nDana Fox\nHead of Foxes\nhttps://fox.example'],
    ['---\nDana'],
    ['-dana'],
    ['Thanks!\nDana'],
    ['Kind regards\nDana Fox | Head of Foxes | Fox Ltd.'],
    ['Kind regards, Dana'],
    ['Best regards 🎉\nDana Fox\n\n--\nFox Ltd.\n\nSent from my iPhone'],
    ['Sent from my iPhone'],
    ['Get Outlook for iOS<https://aka.ms/x>'],
    ['Von meinem Samsung Galaxy Smartphone gesendet.'],
    ['나의 iPhone에서 보냄'],
    ['iPhoneから送信'],
    ['__\nprinters mailing list\nprinters@lists.example'],
  ])('are cut: %j', (signature) => {
    expect(cutReply(`It prints.\nIn colour.\n\n${signature}\n`)).toEqual({
      newText: 'It prints.\nIn colour.',
      quoted: '',
      signature,
    });
  });

  it('of a telephone stand above the earlier mail, even when nothing announces it', () => {
    expect(cutReply('It prints.\n\nGesendet von Outlook für Android\n\nHello,\n\ndoes it print?')).toEqual({
      newText: 'It prints.',
      quoted: 'Hello,\n\ndoes it print?',
      signature: 'Gesendet von Outlook für Android',
    });
  });
});

describe('whatever is sent', () => {
  const sorted = (text: string): string => text.split(/\s+/).sort().join(' ').trim();

  it('loses no word, and is never empty', () => {
    const parts = [
      ...samples.flatMap(({ answer, quoted, signature }) => [answer, quoted, signature]),
      '> quoted',
      '--',
      '',
      '----- Original Message -----',
      'Hi On Mon, Mar 4, 2024, a@b.example wrote:\n> x',
    ];
    let seed = 1;
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let n = 0; n < 500; n++) {
      const text = Array.from({ length: 1 + (next() % 7) }, () => parts[next() % parts.length]).join(
        next() % 2 ? '\n' : '\r\n\r\n',
      );
      const { newText, quoted, signature } = cutReply(text);
      expect(sorted([newText, quoted, signature ?? ''].join('\n'))).toBe(sorted(text));
      if (text.trim() !== '') expect(newText.trim()).not.toBe('');
    }
  });

  it.each([
    ['marks', '> a\nb\n'],
    ['announcements by the thousand', 'On Wed, Apr 4, 2012, Bob <b@example.com> wrote:\n> x\n\ny\n\n'],
    ['headers', 'From: x\n\nTo: y\n\n'],
    ['rules', '____________\nAbc: a@b\nX y\n'],
    ['verbs', '1 wrote wrote wrote wrote a@b\n'],
  ])('takes well under a second for a megabyte of %s', (_, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const before = process.cpuUsage();
    cutReply(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(3_000);
  });
});
