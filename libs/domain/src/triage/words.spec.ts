import { describe, expect, it } from '@jest/globals';
import { hasLetters, WordSearch } from './words.js';

const finds = (term: string, text: string) => new WordSearch(text).has(term);

describe('words', () => {
  it.each([
    ['vpn', 'My VPN, since today, is down.'],
    ['VPN', 'vpn'],
    ['cafe', 'In the Café'],
    ['café', 'in the CAFE'],
    ['straße', 'HAUPTSTRASSE 1, STRASSE 2'],
    ['e-mail', 'no E-Mail for me'],
    ['blue screen', 'a Blue  Screen appeared'],
    ['invoice*', 'three invoices'],
    ['error 503', 'I get error 503.'],
    ['ｖｐｎ', 'vpn'],
    ['счёт', 'Неверный счет за май'],
    ['СЧЕТ', 'проверьте счёт'],
    ['принтер', 'у нас два принтера'],
    ['сеть', 'В нашей сети проблема'],
    ['почта', 'не работает почтой пользоваться'],
    ['оплата', 'вопрос об оплате'],
    ['프린터', '프린터가 안 됩니다'],
    ['네트워크', '사무실 네트워크에서는 안 돼요'],
    ['청구서', '청구서입니다'],
    ['결제', '결제를 두 번 했어요'],
    ['와이파이', '와이파이도 끊겨요'],
    ['发票', '请给我开发票谢谢'],
    ['プリンター', '新しいプリンターが動かない'],
  ])('finds %j in %j', (term, text) => expect(finds(term, text)).toBe(true));

  it.each([
    ['port', 'a support report'],
    ['invoice', 'invoices'],
    ['blue screen', 'screen is blue'],
    ['screen blue', 'blue screen'],
    ['мой', 'мои'],
    ['порт', 'спортивный портал'],
    ['сеть', 'сетка'],
    ['프린터', '프린터오류'],
    ['결제', '미결제'],
    ['net', 'internet'],
    ['+++', '+++'],
    ['', 'anything'],
    ['*', 'anything'],
  ])('does not find %j in %j', (term, text) => expect(finds(term, text)).toBe(false));

  it('a term needs letters or digits to be of use', () => {
    expect(['a', '7', '발', 'ё'].every(hasLetters)).toBe(true);
    expect(['', ' ', '*', '!?', '😀'].some(hasLetters)).toBe(false);
  });

  it('looks at the first 100,000 characters only: a pasted log must not make rules slow', () => {
    expect(finds('needle', `${'a '.repeat(49_990)} needle`)).toBe(true);
    expect(finds('needle', `${'a '.repeat(50_000)} needle`)).toBe(false);
  });
});
