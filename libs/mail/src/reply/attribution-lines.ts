/** How mail programs of one language announce a quotation: "On <date>, <person> wrote:". */
export interface AttributionLanguage {
  readonly language: string;
  /** Words such a line may begin with before its date. Case counts; none when the line begins with the date or the person. */
  readonly openers: readonly string[];
  /** What the person did, in lower case. Any of them must be in the line. */
  readonly verbs: readonly string[];
  /** Lines as programs write them: the specs try each one. */
  readonly examples: readonly string[];
}

/**
 * To add a language: add a row, with real lines as examples; the specs try them.
 * A language whose words here are those of another (Danish and Norwegian) still has a row of its own, for its examples.
 */
export const attributionLanguages: readonly AttributionLanguage[] = [
  {
    language: 'English',
    openers: ['On', 'At', 'Quoting', 'In message', 'In reply to'],
    verbs: ['wrote', 'writes', 'sent', 'said the following', 'has written', 'quoting'],
    examples: [
      'On Mon, 4 Mar 2024 at 10:15, Dana Fox <dana@example.com> wrote:',
      'On 04/03/2024 10:15 AM, Dana Fox wrote:',
      'Dana Fox wrote on 04/03/2024 10:15:',
      'Monday, March 4, 2024, 10:15:00 AM, you wrote:',
      'On Mar 4, 2024, at 10:15 AM, Dana Fox sent:',
      'Monday, 4 March 2024, 10:15 AM +0100 from Dana Fox <dana@example.com>:',
      '---- On Mon, 04 Mar 2024 10:15:50 +0530 dana@example.com wrote ----',
    ],
  },
  {
    language: 'German',
    openers: ['Am', 'Den', 'Zitat von'],
    verbs: ['schrieb', 'schrieben', 'hat geschrieben', 'geschrieben', 'schreibt', 'zitat von'],
    examples: [
      'Am 04.03.2024 um 10:15 schrieb Dana Fuchs:',
      'Am Mo., 4. März 2024 um 10:15 Uhr schrieb Dana Fuchs <dana@example.com>:',
    ],
  },
  {
    language: 'French',
    openers: ['Le', 'En date de'],
    verbs: ['a écrit', 'a ecrit', 'écrit', 'a envoyé', 'écrivait'],
    examples: [
      'Le lun. 4 mars 2024 à 10:15, Dana Renard <dana@example.com> a écrit :',
      'Le 04/03/2024 à 10:15, Dana Renard a écrit :',
    ],
  },
  {
    language: 'Spanish',
    openers: ['El', 'En fecha'],
    verbs: ['escribió', 'escribio', 'ha escrito', 'escribiste'],
    examples: ['El lun, 4 mar 2024 a las 10:15, Dana Zorro (<dana@example.com>) escribió:'],
  },
  {
    language: 'Portuguese',
    openers: ['Em', 'No dia', 'A'],
    verbs: ['escreveu', 'escreveu no dia', 'escrevia'],
    examples: [
      'Em seg., 4 de mar. de 2024 às 10:15, Dana Raposo <dana@example.com> escreveu:',
      'No dia 4 de março de 2024 às 10:15, Dana Raposo <dana@example.com> escreveu:',
    ],
  },
  {
    language: 'Italian',
    openers: ['Il', 'In data', 'Il giorno'],
    verbs: ['ha scritto', 'scrisse', 'scrive', 'scriveva'],
    examples: [
      'Il giorno lun 4 mar 2024 alle ore 10:15 Dana Volpe <dana@example.com> ha scritto:',
      'Il 04/03/2024 10:15, Dana Volpe ha scritto:',
    ],
  },
  {
    language: 'Catalan',
    openers: ['El dia', 'El', 'Missatge de'],
    verbs: ['va escriure', 'escriví', 'del dia'],
    examples: ['El dia 4 de març de 2024 a les 10:15, Dana Guineu <dana@example.com> va escriure:'],
  },
  {
    language: 'Romanian',
    openers: ['În data de', 'În', 'Pe', 'La'],
    verbs: ['a scris', 'a scris următoarele', 'scris'],
    examples: ['În lun., 4 mar. 2024 la 10:15, Dana Vulpe <dana@example.com> a scris:'],
  },
  {
    language: 'Dutch',
    openers: ['Op'],
    verbs: ['schreef', 'het volgende geschreven', 'heeft geschreven', 'geschreven'],
    examples: [
      'Op ma 4 mrt 2024 om 10:15 schreef Dana Vos <dana@example.com>:',
      'Op 4 mrt. 2024, om 10:15 heeft Dana Vos <dana@example.com> het volgende geschreven:',
    ],
  },
  {
    language: 'Danish',
    openers: ['Den', 'D.', 'På'],
    verbs: ['skrev', 'har skrevet', 'skrev følgende'],
    examples: ['Den man. 4. mar. 2024 kl. 10.15 skrev Dana Ræv <dana@example.com>:'],
  },
  {
    language: 'Norwegian',
    openers: ['Den', 'På'],
    verbs: ['skrev', 'har skrevet', 'skreiv'],
    examples: ['man. 4. mars 2024 kl. 10:15 skrev Dana Rev <dana@example.com>:'],
  },
  {
    language: 'Swedish',
    openers: ['Den', 'På'],
    verbs: ['skrev', 'har skrivit'],
    examples: [
      'Den mån 4 mars 2024 kl 10:15 skrev Dana Räv <dana@example.com>:',
      'Den 2024-03-04 kl. 10:15, skrev Dana Räv:',
    ],
  },
  {
    language: 'Finnish',
    openers: ['Lähettäjä'],
    verbs: ['kirjoitti', 'kirjoittaa', 'kirjoitti seuraavasti'],
    examples: ['ma 4. maalisk. 2024 klo 10.15 Dana Kettu (dana@example.com) kirjoitti:'],
  },
  {
    language: 'Icelandic',
    openers: ['Þann', 'Hinn'],
    verbs: ['skrifaði', 'skrifaði þetta'],
    examples: ['Þann mán., 4. mar. 2024 kl. 10:15 skrifaði Dana Refur <dana@example.com>:'],
  },
  {
    language: 'Estonian',
    openers: ['Kuupäeval'],
    verbs: ['kirjutas'],
    examples: ['Kuupäeval E, 4. märts 2024 kell 10:15 kirjutas Dana Rebane <dana@example.com>:'],
  },
  {
    language: 'Latvian',
    openers: ['Lietotājs'],
    verbs: ['rakstīja', 'rakstija'],
    examples: ['pirmd., 2024. g. 4. marts, plkst. 10:15 — lietotājs Dana Lapsa (<dana@example.com>) rakstīja:'],
  },
  {
    language: 'Lithuanian',
    openers: [],
    verbs: ['rašė', 'parašė'],
    examples: ['2024-03-04, pr, 10:15 Dana Lapė <dana@example.com> rašė:'],
  },
  {
    language: 'Polish',
    openers: ['W dniu', 'Dnia', 'Użytkownik', 'Wiadomość napisana przez', 'W'],
    verbs: ['napisał', 'napisała', 'napisał(a)', 'pisze', 'pisał', 'pisała', 'napisana przez'],
    examples: [
      'pon., 4 mar 2024 o 10:15 Dana Lis <dana@example.com> napisał(a):',
      'W dniu 4.03.2024 o 10:15, Dana Lis pisze:',
      'Dnia 4 marca 2024 10:15 Dana Lis <dana@example.com> napisał(a):',
    ],
  },
  {
    language: 'Czech',
    openers: ['Dne', 'V'],
    verbs: ['napsal', 'napsala', 'napsal(a)', 'odesílatel'],
    examples: [
      'po 4. 3. 2024 v 10:15 odesílatel Dana Lišková <dana@example.com> napsal:',
      'Dne 04. 03. 24 v 10:15 Dana Lišková napsal(a):',
    ],
  },
  {
    language: 'Slovak',
    openers: ['Dňa', 'Dna'],
    verbs: ['napísal', 'napísala', 'napísal(a)', 'napísal/-a', 'napísal(-a)'],
    examples: ['po 4. 3. 2024 o 10:15 Dana Lišková <dana@example.com> napísal(a):'],
  },
  {
    language: 'Slovenian',
    openers: ['Dne', 'V'],
    verbs: ['je napisal', 'je napisala', 'je napisal/-a', 'oseba', 'je oseba'],
    examples: ['V V pon., 4. mar. 2024 ob 10:15 je oseba Dana Lisica <dana@example.com> napisala:'],
  },
  {
    language: 'Croatian',
    openers: ['Dana', 'U'],
    verbs: ['je napisao', 'je napisala', 'napisao', 'napisala', 'napisao je', 'napisao/la', 'napisao(la)', 'je pisao'],
    examples: ['pon, 4. ožu 2024. u 10:15 Ivana Lisica <ivana@example.com> napisao je:'],
  },
  {
    language: 'Serbian',
    openers: ['Дана', 'Dana', 'У'],
    verbs: ['је написао', 'је написао/ла', 'је написала', 'napisao je', 'написао', 'написала'],
    examples: ['пон, 4. мар 2024. у 10:15 Ивана Лисица <ivana@example.com> је написао/ла:'],
  },
  {
    language: 'Hungarian',
    openers: [],
    verbs: ['írta', 'ezt írta', 'a következőt írta', 'keltezéssel'],
    examples: [
      'Dana Róka <dana@example.com> ezt írta (időpont: 2024. márc. 4., H, 10:15):',
      '2024.03.04. 10:15 keltezéssel, Dana Róka írta:',
    ],
  },
  {
    language: 'Greek',
    openers: ['Στις', 'Την', 'Στις'],
    verbs: ['έγραψε', 'έγραψεν', 'ο χρήστης', 'έγραφε'],
    examples: ['Στις Δευ 4 Μαρ 2024 στις 10:15 π.μ., ο/η Dana Alepou <dana@example.com> έγραψε:'],
  },
  {
    language: 'Turkish',
    openers: ['Tarihinde'],
    verbs: ['şunu yazdı', 'yazdı', 'şöyle yazdı', 'tarihinde şunları yazdı', 'şunları yazdı'],
    examples: ['Dana Tilki <dana@example.com>, 4 Mar 2024 Pzt, 10:15 tarihinde şunu yazdı:'],
  },
  {
    language: 'Russian',
    openers: ['В', 'От', 'Цитирую'],
    verbs: ['написал', 'написала', 'написал(а)', 'написал (а)', 'писал', 'писала', 'пишет', 'писали', 'пользователь'],
    examples: [
      'пн, 4 мар. 2024 г. в 10:15, Дана Лисина <dana@example.com>:',
      '04.03.2024 10:15, Дана Лисина пишет:',
      '4 марта 2024 г., 10:15 пользователь Дана Лисина <dana@example.com> написал:',
      'Понедельник, 4 марта 2024, 10:15 +03:00 от Дана Лисина <dana@example.com>:',
    ],
  },
  {
    language: 'Ukrainian',
    openers: ['У'],
    verbs: ['пише', 'написав', 'написала', 'написав(-ла)', 'користувач', 'писав', 'написав(ла)'],
    examples: ['пн, 4 бер. 2024 р. о 10:15 Дана Лисенко <dana@example.com> пише:'],
  },
  {
    language: 'Bulgarian',
    openers: ['На'],
    verbs: ['написа', 'писа'],
    examples: ['На пн, 4.03.2024 г. в 10:15 Дана Лисичкова <dana@example.com> написа:'],
  },
  {
    language: 'Arabic',
    openers: ['في', 'بتاريخ'],
    verbs: ['كتب', 'كتبت', 'كتب/كتبت', 'جاء'],
    examples: ['في الاثنين، 4 مارس 2024 في 10:15 ص تمت كتابة ما يلي بواسطة كتب Dana <dana@example.com>:'],
  },
  {
    language: 'Hebrew',
    openers: ['בתאריך', 'ב', 'ביום'],
    verbs: ['כתב', 'כתבה', 'מאת', 'כתב/ה'],
    examples: ['בתאריך יום ב׳, 4 במרץ 2024 ב-10:15 מאת Dana Shual <dana@example.com>:'],
  },
  {
    language: 'Persian',
    openers: ['در'],
    verbs: ['نوشت', 'نوشته است', 'نوشته'],
    examples: ['در دوشنبه ۱۴ مارس 2024 ساعت 10:15 Dana <dana@example.com> نوشت:'],
  },
  {
    language: 'Hindi',
    openers: [],
    verbs: ['ने लिखा', 'लिखा'],
    examples: ['सोम, 4 मार्च 2024 को 10:15 am बजे को Dana <dana@example.com> ने लिखा:'],
  },
  {
    language: 'Vietnamese',
    openers: ['Vào', 'Vào lúc', 'Ngày', 'Lúc'],
    verbs: ['đã viết', 'viết', 'đã viết như sau'],
    examples: ['Vào Th 2, 4 thg 3, 2024 vào lúc 10:15 Dana Cao <dana@example.com> đã viết:'],
  },
  {
    language: 'Indonesian',
    openers: ['Pada', 'Tanggal'],
    verbs: ['menulis', 'berkata', 'telah menulis'],
    examples: ['Pada tanggal Sen, 4 Mar 2024 pukul 10.15 Dana Rubah <dana@example.com> menulis:'],
  },
  {
    language: 'Thai',
    openers: ['เมื่อ', 'ในวันที่', 'วันที่'],
    verbs: ['เขียนว่า', 'เขียน', 'ได้เขียน'],
    examples: ['ในวันที่ จ. 4 มี.ค. 2024 เวลา 10:15 Dana <dana@example.com> เขียนว่า:'],
  },
  {
    language: 'Korean',
    openers: [],
    verbs: ['작성', '님이 작성', '님이 쓴 글', '작성했습니다', '작성하였습니다', '님이 썼습니다', '님의 말'],
    examples: [
      '2024년 3월 4일 (월) 오전 10:15, 김다나 <dana@example.com>님이 작성:',
      '2024. 3. 4. 오전 10:15, 김다나 <dana@example.com> 작성:',
    ],
  },
  {
    language: 'Japanese',
    openers: [],
    verbs: ['のメッセージ', 'さんは書きました', 'が書きました', 'は書きました', '書きました', 'のメール'],
    examples: [
      '2024年3月4日(月) 10:15 狐ダナ <dana@example.com>:',
      '2024/03/04 10:15、狐ダナ <dana@example.com>のメール:',
      '2024/03/04 10:15、狐ダナ <dana@example.com> のメッセージ:',
    ],
  },
  {
    language: 'Chinese',
    openers: ['在', '于', '於'],
    verbs: ['写道', '寫道', '写到', '寫到', '编写', '撰寫', '來信'],
    examples: [
      'Dana Hu <dana@example.com> 于2024年3月4日周一 10:15写道：',
      '在 2024年3月4日，上午10:15，Dana Hu <dana@example.com> 写道：',
      'Dana Hu <dana@example.com> 於 2024年3月4日 週一 上午10:15寫道：',
    ],
  },
];

/** Small words and names of parts of a date, which may stand behind the verb: "wrote on 4 March at 10". */
export const dateWords: ReadonlySet<string> = new Set(
  'w dniu o godz no dia às as um uhr am den kl klo le à a las el de om op at on in v dne'.split(' '),
);
