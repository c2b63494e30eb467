import type { AgentCaller, Desk } from './caller.js';

/** An agent's desks as JSON, for `AgentCaller.desks`; `agent` is an SQL expression of the id. */
export const desksOf = (agent: string): string => `coalesce((
  SELECT json_agg(json_build_object('teamId', team.id, 'tier', team.tier, 'sector', team.sector, 'partner', team.partner))
  FROM team_member JOIN team ON team.id = team_member.team_id WHERE team_member.agent_id = ${agent}), '[]')`;

/** The desks of the company itself: from a partner's only what overflowed to its team is seen. */
export const ownDesks = ({ desks }: Pick<AgentCaller, 'desks'>): readonly Desk[] =>
  desks.filter(({ partner }) => !partner);
