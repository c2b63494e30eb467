import { fieldInWords, inWords, textsIn, type FieldProblem } from '../problems/in-words';
import type { Language } from '../words/language';

interface ProblemDocument {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
}

/** Why the API did not do what was asked: its problem document (RFC 9457), or that it could not be reached (status 0). */
export class Problem extends Error {
  private constructor(
    readonly status: number,
    /** Stable, `noun.problem`. */
    readonly code: string,
    detail: string,
    /** What is wrong with which field; pointers are JSON pointers into the body. */
    readonly errors: readonly FieldProblem[],
    /** The whole document: some codes say more. */
    readonly document: Readonly<Record<string, unknown>>,
  ) {
    super(detail);
    this.name = 'Problem';
  }

  /** In this language, as far as there are words for it. */
  static async from(response: Response, language: Language): Promise<Problem> {
    const document = (await response.json().catch(() => ({}))) as ProblemDocument & Record<string, unknown>;
    const { code = 'request.failed', title = `The server answered ${response.status}.`, detail = title } = document;
    const texts = await textsIn(language);
    const said = inWords(texts, language, code, document) ?? detail;
    const errors = (document.errors ?? []).map((error) => fieldInWords(texts, language, error, document));
    return new Problem(response.status, code, said, errors, document);
  }

  static unreachable(): Problem {
    return new Problem(0, 'server.unreachable', 'The server cannot be reached. It is tried again by itself.', [], {});
  }

  /** Whether trying the same again later may help. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** What is wrong with the field at this pointer, if anything. */
  at(pointer: string): string | undefined {
    return this.errors.find((error) => error.pointer === pointer)?.detail;
  }
}
