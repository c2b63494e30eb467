import { describe, expect, it } from '@jest/globals';
import { suggested, typedMention } from './typed-mention';

const people = ['Aisha Karimova', 'Marcus Obi', 'Оля Ким', '김 지원'].map((name) => ({ name }));
const names = (text: string): string[] => {
  const typed = typedMention(text, text.length);
  return typed ? suggested(people, typed).map(({ name }) => name) : [];
};

describe('a mention that is being typed', () => {
  it('is what stands between the @ and the cursor', () => {
    expect(typedMention('ask @Mar please', 8)).toEqual({ from: 4, typed: 'Mar' });
    expect(typedMention('ask @Mar, please', 16)).toBeNull();
    expect(names('ask @Mar please')).toEqual([]);
  });

  it('is no mail address', () => {
    expect(typedMention('ann@customer', 12)).toBeNull();
  });

  it('finds by the first or the last name, in any script', () => {
    expect(names('@')).toEqual(people.map(({ name }) => name));
    expect(names('see @ob')).toEqual(['Marcus Obi']);
    expect(names('@Marcus O')).toEqual(['Marcus Obi']);
    expect(names('@ки')).toEqual(['Оля Ким']);
    expect(names('@지')).toEqual(['김 지원']);
  });

  it('is over when the name is complete', () => {
    expect(names('@Marcus Obi')).toEqual([]);
    expect(names('@Marcus Obi ')).toEqual([]);
  });
});
