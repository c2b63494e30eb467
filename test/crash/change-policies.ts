import { json, pause, request, type Answer, type Promised } from './promised.js';
import type { Random } from './random.js';
import type { World } from './world.js';

interface Policy {
  readonly id: string;
  readonly kind: string;
  readonly targetSeconds: number;
  readonly [more: string]: unknown;
}

/**
 * An admin who cannot decide: now and then some promise gets longer or shorter, is taken away, or is given again, while tickets
 * are worked on by it. Whoever refuses does so because it was done before: an answer may have been lost.
 */
export async function changePolicies(
  world: World,
  promised: Promised,
  random: Random,
  isOver: () => boolean,
): Promise<void> {
  const away: Policy[] = [];
  const ask = async (method: string, path = '', body?: unknown): Promise<Answer | null> => {
    const monitor = random.pick(world.replicas('sla-monitor'));
    const init = { ...json(world.adminToken, body), method };
    const answer = await request(promised, `${monitor}/api/v1/sla/policies${path}`, init);
    if (answer && ![200, 201, 204, 404, 409].includes(answer.status))
      promised.surprises.push(`${method} policy: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
    return answer;
  };
  while (!isOver()) {
    await pause(random.between(500, 2_000));
    const listed = await ask('GET');
    if (listed?.status !== 200) continue;
    const policy = random.pick(listed.body['items'] as Policy[]);
    const back = away.length > 0 && random.chance(0.7) ? away.pop() : undefined;
    if (back) await ask('POST', '', draftOf(back, back.targetSeconds));
    else if (policy.kind !== 'tier' && random.chance(0.3)) {
      if ((await ask('DELETE', `/${policy.id}`))?.status === 204) away.push(policy);
    } else {
      const target = Math.ceil(policy.targetSeconds * random.between(0.5, 2));
      await ask('PUT', `/${policy.id}`, draftOf(policy, target));
    }
  }
}

function draftOf(policy: Policy, targetSeconds: number): object {
  const { id: _id, version: _version, changeId: _changeId, ...draft } = policy;
  return { ...draft, targetSeconds };
}
