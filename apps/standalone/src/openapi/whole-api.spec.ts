import { beforeAll, describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { docstringsOf } from './docstrings.js';
import { wholeApi } from './whole-api.js';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly tags: readonly { readonly name: string }[];
}

describe('the API of all apps together', () => {
  let document: Document;
  let operations: Operation[];

  beforeAll(async () => {
    document = (await wholeApi(resolve(import.meta.dirname, '../../../..'))) as Document;
    operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  });

  it('has endpoints of every app', () => {
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/tickets',
        '/api/v1/triage/preview',
        '/api/v1/tickets/{id}/claim',
        '/api/v1/tickets/{id}/clocks',
        '/api/v1/vendors',
      ]),
    );
  });

  it('says of every operation what it does: give its handler a docstring', () => {
    expect(operations.filter(({ summary }) => !summary).map(({ operationId }) => operationId)).toEqual([]);
  });

  it('sorts every operation under exactly one tag that the page explains, and names none twice', () => {
    const explained = new Set(document.tags.map(({ name }) => name));
    const stray = operations.filter(({ tags = [] }) => tags.length !== 1 || !explained.has(tags[0]!));
    expect(stray.map(({ operationId, tags }) => [operationId, tags])).toEqual([]);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });
});

describe('docstrings', () => {
  it('are found by class and method, in one line, whatever stands between them', () => {
    const source = `
      /** Of the class. */
      @Controller('tickets')
      export class ReadTicketController {
        /**
         * Reads a ticket
         * in \`one\` query.
         */
        @Get(':id')
        @Authenticated({ scope: 'tickets:read' })
        read(): void {}
        private helper(): void {}
      }`;
    expect(docstringsOf(source)).toEqual([['ReadTicket.read', 'Reads a ticket in `one` query.']]);
  });
});
