/** A server that would lose what is put into its queues. Its message says in one line what to change. */
export class UnusableQueues extends Error {
  override readonly name = 'UnusableQueues';
}
