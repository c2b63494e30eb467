import { describe, expect, it } from '@jest/globals';
import { cutReply } from './cut-reply.js';
import { headerKeys, type HeaderKind } from './header-keys.js';

describe('the headers above an earlier mail', () => {
  it('have each word under one kind only, in lower case', () => {
    const words = (Object.keys(headerKeys) as HeaderKind[]).flatMap((kind) => headerKeys[kind]);
    expect(words.filter((word, n) => words.indexOf(word) !== n)).toEqual([]);
    expect(words.filter((word) => word !== word.toLowerCase() || word !== word.trim())).toEqual([]);
  });

  it.each([
    'From: Dana Fox\nSent: Monday, March 4, 2024 10:15\nTo: Support\nSubject: Printer',
    '*From:* Dana Fox [mailto:\ndana@example.com]\n*Sent:* Monday\n*To:* Support\n*Subject:* Printer',
    'From: Dana Fox\n\nSent: Monday\n\nTo: Support\n\nSubject: Printer',
    'Date: Mon, 4 Mar 2024 10:15:02 -0600\nTo: dana@example.com',
    'De : Dana <dana@example.com>\nA : Support\nEnvoyé le : lundi 4 mars 2024\nObjet : Imprimante',
    'Da: Dana\nInviato: lunedì 4 marzo 2024\nA: Support\nOggetto: Stampante',
    'Från: Dana\nSkickat: den 4 mars 2024\nTill: Support\nÄmne: Skrivare',
    'Fra: Dana\nSendt: 4. mars 2024\nTil: Support\nEmne: Printer',
    'Lähettäjä: Dana\nLähetetty: 4. maaliskuuta 2024\nVastaanottaja: Support\nAihe: Tulostin',
    'Od: Dana\nOdesláno: pondělí 4. března 2024\nKomu: Support\nPředmět: Tiskárna',
    'Feladó: Dana\nElküldve: 2024. március 4.\nCímzett: Support\nTárgy: Nyomtató',
    'Kimden: Dana\nGönderildi: 4 Mart 2024\nKime: Support\nKonu: Yazıcı',
    'Від: Dana\nНадіслано: 4 березня 2024 р.\nКому: Support\nТема: Принтер',
    'De la: Dana\nTrimis: luni\nCătre: Support\nSubiect: Imprimantă',
    'Από: Dana\nΣτάλθηκε: Δευτέρα\nΠρος: Support\nΘέμα: Εκτυπωτής',
    'מאת: Dana\nנשלח: יום שני\nאל: Support\nנושא: מדפסת',
    'من: Dana\nتم الإرسال: الاثنين\nإلى: Support\nالموضوع: طابعة',
    'Từ: Dana\nĐã gửi: Thứ Hai\nĐến: Support\nChủ đề: Máy in',
    '寄件者: Dana\n寄件日期: 2024年3月4日\n收件者: Support\n主旨: 印表機',
  ])('are recognised: %j', (headers) => {
    expect(cutReply(`It prints.\n\n${headers}\n\nDoes it?`).newText).toBe('It prints.');
  });
});
