import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const LINK = /(https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}])|\b(T-[1-9]\d{0,11})\b/g;

/** What people wrote, as text: web addresses and ticket numbers lead there, nothing else is more than letters. */
export function PlainText({ children }: { readonly children: string }) {
  const parts: ReactNode[] = [];
  let after = 0;
  for (const match of children.matchAll(LINK)) {
    const [text, address, number] = match;
    parts.push(children.slice(after, match.index));
    after = match.index + text.length;
    parts.push(
      number ? (
        <Anchor
          key={match.index}
          renderRoot={(props) => <Link to="/tickets/$id" params={{ id: number }} {...props} />}
          inherit
          underline="always"
        >
          {number}
        </Anchor>
      ) : (
        <Anchor key={match.index} href={address} target="_blank" rel="noreferrer noopener" inherit underline="always">
          {address}
        </Anchor>
      ),
    );
  }
  parts.push(children.slice(after));
  return <span style={{ whiteSpace: 'pre-wrap' }}>{parts}</span>;
}
