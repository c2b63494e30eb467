import type { AgentCaller } from '#access';
import { describe, expect, it } from '@jest/globals';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { LiveStreams } from './live-streams.js';

const agent = { kind: 'agent', id: 'an agent' } as AgentCaller;
const answer = () => new ServerResponse(new IncomingMessage(new Socket()));

describe('the streams of a process', () => {
  const streams = () => new LiveStreams({} as never, {} as never, {} as never, {} as never);

  it('that were left before they began do not count', () => {
    const all = streams();
    for (let i = 0; i < 30; i++) {
      const left = answer();
      left.destroy();
      all.open(left, 'token', agent, null);
    }

    expect(() => all.expectRoom(agent)).not.toThrow();
  });

  it('that were left later do not count, those that are there do', () => {
    const all = streams();
    const open = Array.from({ length: 20 }, answer);
    for (const one of open) all.open(one, 'token', agent, null);

    expect(() => all.expectRoom(agent)).toThrow('close some');
    open[0]!.emit('close');
    expect(() => all.expectRoom(agent)).not.toThrow();
  });
});
