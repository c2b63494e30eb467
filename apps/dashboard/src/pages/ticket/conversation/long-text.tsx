import { Button } from '@mantine/core';
import { useState } from 'react';
import { defineWords, useWords } from '../../../words/words';
import { PlainText } from './plain-text';

const words = defineWords({
  en: { all: 'Show all of it', less: 'Show less' },
  ru: { all: 'Показать целиком', less: 'Свернуть' },
  ko: { all: '전체 보기', less: '접기' },
});

const LETTERS = 2_400;
const LINES = 28;

/** Text that does not push everything else away: its beginning, and the rest when asked for. */
export function LongText({ children }: { readonly children: string }) {
  const say = useWords(words);
  const [isOpen, setOpen] = useState(false);
  const beginning = beginningOf(children);
  if (beginning.length === children.length) return <PlainText>{children}</PlainText>;
  return (
    <>
      <PlainText>{isOpen ? children : `${beginning} …`}</PlainText>
      <div>
        <Button variant="subtle" size="compact-xs" mt={4} ml={-8} onClick={() => setOpen(!isOpen)}>
          {say(isOpen ? 'less' : 'all')}
        </Button>
      </div>
    </>
  );
}

function beginningOf(text: string): string {
  const lines = text.split('\n');
  const few = lines.length > LINES ? lines.slice(0, LINES).join('\n') : text;
  return few.length > LETTERS ? few.slice(0, LETTERS).trimEnd() : few;
}
