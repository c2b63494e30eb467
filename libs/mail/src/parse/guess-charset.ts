import iconv from 'iconv-lite';

/**
 * The charset of 8-bit text that says none, or a wrong one: Korean when nearly all of it is pairs of Hangul, Russian when its words are
 * made of such bytes (a decoding is right when most of its letters are small), else Western, where such letters stand alone.
 */
export function guessCharset(content: Buffer): 'euc-kr' | 'windows-1251' | 'koi8-r' | 'windows-1252' {
  const sample = content.subarray(0, 20_000);
  let high = 0;
  let inWords = 0;
  let hangul = 0;
  for (let at = 0; at < sample.length;) {
    const start = at;
    while ((sample[at] ?? 0) > 127) at += 1;
    const run = at - start;
    high += run;
    if (run >= 3) inWords += run;
    for (let pair = start; pair + 1 < at; pair += 2) if (isHangul(sample[pair], sample[pair + 1])) hangul += 2;
    if (run === 0) at += 1;
  }
  if (high > 0 && hangul / high > 0.9) return 'euc-kr';
  if (high === 0 || inWords / high < 0.7) return 'windows-1252';
  const cyrillic = smallLetters(sample, 'windows-1251');
  const koi8 = smallLetters(sample, 'koi8-r');
  if (Math.max(cyrillic, koi8) / high < 0.5) return 'windows-1252';
  return koi8 > cyrillic ? 'koi8-r' : 'windows-1251';
}

const isHangul = (lead = 0, trail = 0): boolean => lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1;

const smallLetters = (content: Buffer, charset: string): number =>
  iconv.decode(content, charset).match(/[а-яё]/g)?.length ?? 0;
