import { run, type Tx } from '#database';
import { DomainError, type FieldProblem } from '#domain';

/** Refuses agents that do not exist (422 `agent.unknown`) or work here no longer (422 `agent.inactive`), each by its field. */
export async function expectActiveAgents(
  tx: Tx,
  ids: readonly string[],
  pointerOf: (index: number) => string,
): Promise<void> {
  if (ids.length === 0) return;
  const known = await run<{ id: string; active: boolean }>(tx, selectAgents, [ids]);
  const active = new Map(known.map((agent) => [agent.id, agent.active]));
  const errors = ids.flatMap((id, index): FieldProblem[] => {
    const is = active.get(id.toLowerCase());
    if (is) return [];
    const pointer = pointerOf(index);
    return is === undefined
      ? [{ pointer, detail: `There is no agent "${id}".`, code: 'agent.unknown' }]
      : [{ pointer, detail: 'That agent is no longer active.', code: 'agent.inactive' }];
  });
  const [first] = errors;
  if (!first) return;
  const isUnknown = ids.some((id) => !active.has(id.toLowerCase()));
  throw new DomainError('refused', isUnknown ? 'agent.unknown' : 'agent.inactive', first.detail, { errors });
}

/* They stay active until this transaction is over. */
const selectAgents = {
  name: 'desk-active-agents',
  text: `SELECT id, active FROM agent WHERE id = ANY ($1::uuid[]) ORDER BY id FOR SHARE`,
};
