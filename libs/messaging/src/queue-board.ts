import { queues, type QueueName } from '#contracts';
import type { Database } from '#database';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Backend } from './backend.js';

/** What scripts, styles and pictures of the board may be; it asks a site of fonts for one, and does without. */
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'";

/**
 * Bull Board over the queues as they are, to look at: jobs are only wake-ups, so what is retried or removed is a row
 * (`DeadLetters`), never a job.
 */
export class QueueBoard {
  constructor(
    private readonly backend: Backend,
    private readonly database: Database,
  ) {}

  /** Serves it below `path`; `admit` says whether somebody may see it, and answers whoever may not. */
  async serve(
    fastify: FastifyInstance,
    path: string,
    admit: (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>,
  ): Promise<void> {
    // Only where it is served: nobody else needs it in memory.
    const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }] = await Promise.all([
      import('@bull-board/api'),
      import('@bull-board/api/bullMQAdapter'),
      import('@bull-board/fastify'),
    ]);
    const pages = new FastifyAdapter();
    pages.setBasePath(path);
    const board = createBullBoard({
      queues: [],
      serverAdapter: pages,
      options: { uiConfig: { boardTitle: 'Tierline queues' } },
    });
    await fastify.register(async (scope) => {
      scope.addHook('onRequest', async (request, reply) => {
        if (!(await admit(request, reply))) return reply;
        void reply.header('content-security-policy', policy);
        const shown = await this.names();
        board.replaceQueues(shown.map((name) => new BullMQAdapter(this.backend.shown(name), { readOnlyMode: true })));
        return undefined;
      });
      await scope.register(pages.registerPlugin(), { prefix: path });
    });
  }

  private async names(): Promise<QueueName[]> {
    const tiers = await this.database.read<{ queue: QueueName }>(tierQueues);
    const others = Object.keys(queues).filter((family) => family !== 'tier') as QueueName[];
    return [...others, ...tiers.map(({ queue }) => queue)];
  }
}

const tierQueues = { name: 'board-tier-queues', text: `SELECT 'tier-' || number AS queue FROM tier ORDER BY number` };
