import { describe, expect, it } from '@jest/globals';
import { EventStream } from './event-stream';

describe(EventStream.name, () => {
  it('tells the same events however the stream is cut', () => {
    const text = 'retry: 1500\n\nevent: ready\ndata: {"resumed":false}\n\nid: 7\nevent: ticket\ndata: {"a":": b"}\n\n';
    const said = [
      { event: 'ready', data: '{"resumed":false}' },
      { event: 'ticket', data: '{"a":": b"}' },
    ];
    for (const size of [1, 2, 7, text.length]) {
      const stream = new EventStream(null);
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g'))!;
      expect(pieces.flatMap((piece) => stream.read(piece))).toEqual(said);
      expect(stream.position).toBe('7');
    }
  });

  it('goes on with what silence says', () => {
    const stream = new EventStream('7');
    expect(stream.read(': \nid: 8\n\n')).toEqual([]);
    expect(stream.position).toBe('8');
  });
});
