/** What running one set of real material came to. */
export interface CorpusResult {
  /** Expectations that hold, of how many. */
  readonly right: number;
  readonly of: number;
  /** More figures for the same line, such as rates by kind. */
  readonly note?: string;
  /** Each expectation that does not hold, in one line: where, what was expected, what came. */
  readonly misses: readonly string[];
}

/** One folder of `../shared/corpora`, and how it is run. */
export interface CorpusSet {
  /** The folder's name. */
  readonly name: string;
  /** `folder` is the set's own. Rejects only when the material cannot be read at all. */
  readonly run: (folder: string) => Promise<CorpusResult>;
}
