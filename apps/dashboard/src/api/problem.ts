interface ProblemDocument {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** Why the API did not do what was asked: its problem document (RFC 9457), or that it could not be reached (status 0). */
export class Problem extends Error {
  private constructor(
    readonly status: number,
    /** Stable, `noun.problem`. */
    readonly code: string,
    detail: string,
    /** What is wrong with which field; pointers are JSON pointers into the body. */
    readonly errors: readonly { readonly pointer: string; readonly detail: string }[],
    /** The whole document: some codes say more. */
    readonly document: Readonly<Record<string, unknown>>,
  ) {
    super(detail);
    this.name = 'Problem';
  }

  static async from(response: Response): Promise<Problem> {
    const document = (await response.json().catch(() => ({}))) as ProblemDocument & Record<string, unknown>;
    const detail = document.detail ?? document.title ?? `The server answered ${response.status}.`;
    return new Problem(response.status, document.code ?? 'request.failed', detail, document.errors ?? [], document);
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
