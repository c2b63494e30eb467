import { isSame, passwordHash, type Admission, type ChannelKeys } from './channel-keys.js';

/**
 * HTTP basic authentication: the user is the channel's id or name, the password its secret. An unknown user and a wrong
 * password are the same, after the same work.
 */
export function admitBasic<Channel extends ChannelKeys>(
  authorization: string | undefined,
  channels: readonly Channel[],
): Admission<Channel> {
  const encoded = /^Basic +([A-Za-z0-9+/_=-]{1,4000})$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return { refused: 'no-credentials' };
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const [user, given] = [text.slice(0, Math.max(0, colon)), passwordHash(text.slice(colon + 1))];
  const channel = channels.find(({ id, name }) => id === user || name === user);
  const isRight = (channel?.secrets ?? ['']).map((secret) => isSame(secret, given)).includes(true);
  return channel && isRight ? { channel } : { refused: 'wrong-credentials' };
}
