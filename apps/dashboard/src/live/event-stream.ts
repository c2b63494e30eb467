/** One event of a stream as it arrives: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export interface Message {
  readonly event: string;
  readonly data: string;
}

/** Takes a stream of events apart, however it is cut. `position` is the last `id` that came, with an event or without. */
export class EventStream {
  position: string | null;
  private rest = '';

  constructor(position: string | null) {
    this.position = position;
  }

  /** The events that are complete with this piece. */
  read(piece: string): Message[] {
    const blocks = (this.rest + piece).split('\n\n');
    this.rest = blocks.pop()!;
    return blocks.flatMap((block) => this.message(block));
  }

  private message(block: string): Message[] {
    let event = 'message';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line)!;
      if (field === 'event') event = value!;
      else if (field === 'data') data.push(value!);
      else if (field === 'id') this.position = value!;
    }
    return data.length > 0 ? [{ event, data: data.join('\n') }] : [];
  }
}
