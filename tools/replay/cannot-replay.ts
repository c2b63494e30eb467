/** Why there is nothing to replay, or nothing to replay it on: said in a line, without a stack. */
export class CannotReplay extends Error {
  override readonly name = 'CannotReplay';
}
