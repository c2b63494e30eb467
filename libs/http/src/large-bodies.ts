import { DomainError } from '#domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import { Turns } from './turns.js';

/** Bytes; anything shorter may be parsed as it comes. */
const LARGE = 16_384;
const AT_ONCE = 8;
/** Levels of arrays and objects. */
const DEEPEST = 100;

/**
 * Parsed, a body takes up to thirty times its bytes, and that before anybody knows whose it is: some hundred large ones
 * at once would be more than the process can hold. So only a few of them are parsed and worked on at the same time, while
 * the others wait as the bytes they are; and none may be nested deeply.
 */
export class LargeBodies {
  private readonly answers = new WeakMap<FastifyRequest, ServerResponse>();
  private readonly turns = new Turns(AT_ONCE);

  constructor(fastify: FastifyInstance) {
    fastify.addHook('preParsing', (request, reply, _payload, done) => {
      const length = request.headers['content-length'];
      if (length === undefined || Number(length) > LARGE) this.answers.set(request, reply.raw);
      done();
    });
  }

  /** Calls `parse` at once for a short body, and when it is its turn for a large one; not at all when it is refused. */
  admit(request: FastifyRequest, body: Buffer, parse: () => void, refuse: (error: DomainError) => void): void {
    const answer = this.answers.get(request);
    if (body.length <= LARGE || !answer) return parse();
    if (isDeep(body)) return refuse(new TooDeep());
    void this.turns.take(answer).then((isTurn) => (isTurn ? parse() : refuse(new Gone())));
  }
}

/** Whether brackets are nested deeper than anything we are sent has to be; in one pass, without parsing. */
function isDeep(json: Buffer): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) inText = !inText;
    else if (inText) continue;
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const [BACKSLASH, QUOTE, OPEN_ARRAY, OPEN_OBJECT, CLOSE_ARRAY, CLOSE_OBJECT] = Buffer.from('\\"[{]}');

class TooDeep extends DomainError {
  constructor() {
    super('invalid', 'request.too-deep', `The body is nested deeper than ${DEEPEST} levels: nothing here needs that.`);
  }
}

/** Nobody reads it. */
class Gone extends DomainError {
  constructor() {
    super('invalid', 'request.aborted', 'The caller went away before it was his turn.');
  }
}
