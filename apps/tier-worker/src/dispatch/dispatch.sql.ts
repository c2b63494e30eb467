/** Units that a ticket takes of its agent's capacity. */
export const weightOfTicket = (alias: string): string =>
  `coalesce((SELECT weight FROM priority_weight WHERE priority_weight.priority = ${alias}.priority), (SELECT min(weight) FROM priority_weight))`;

/** Units in an agent's hands. */
export const unitsHeld = (agent: string): string =>
  `(SELECT coalesce(sum(${weightOfTicket('held')}), 0)::int FROM ticket held WHERE held.assignee_id = ${agent} AND held.state = 'in_progress')`;

/** Units on offer to an agent. */
export const unitsOffered = (agent: string): string =>
  `(SELECT coalesce(sum(${weightOfTicket('given')}), 0)::int FROM dispatch_offer live JOIN ticket given ON given.id = live.ticket_id
    WHERE live.agent_id = ${agent} AND live.state = 'offered')`;

/** The rule of the place where `ticket` is, as `rule`; no row where nobody wrote one. */
export const ruleOfTicket = `LATERAL (SELECT * FROM dispatch_rule WHERE dispatch_rule.tier = ticket.tier
    AND (dispatch_rule.sector = ticket.sector OR dispatch_rule.sector IS NULL)
  ORDER BY dispatch_rule.sector NULLS LAST LIMIT 1) rule`;

/** The soonest promise of ours that runs on `ticket`, as `due.at`. */
export const soonestDue = `LATERAL (SELECT min(clock.due_at) AS at FROM clock WHERE clock.ticket_id = ticket.id
    AND clock.state = 'running' AND clock.kind NOT IN ('vendor_ack', 'vendor_resolution')) due`;

/** The partner team that sees `ticket` too, as `overflow.team_id`. */
export const overflowOfTicket = `ticket_overflow overflow ON overflow.ticket_id = ticket.id
  AND overflow.stay_version = ticket.stay_version AND overflow.ended_at IS NULL`;

export const ruleColumns = `rule.tier, rule.sector, rule.mode, rule.offer_seconds AS "offerSeconds",
  rule.required_skills AS "requiredSkills", rule.preferred_skills AS "preferredSkills",
  rule.language_skill AS "languageSkill", rule.product_skill AS "productSkill",
  rule.skill_wait_seconds AS "skillWaitSeconds", rule.affinity,
  rule.return_after_offline_seconds AS "returnAfterOfflineSeconds",
  rule.return_after_away_seconds AS "returnAfterAwaySeconds",
  rule.return_after_shift_seconds AS "returnAfterShiftSeconds",
  rule.return_when_deactivated AS "returnWhenDeactivated", rule.return_waiting AS "returnWaiting"`;

/** When `agent` works, as one column: the specs of the shifts that count, and absences that are not over. */
export const workingTimeOf = (agent: string): string => `json_build_object(
  'shifts', coalesce(
    (SELECT json_agg(spec) FROM work_shift WHERE agent_id = ${agent}),
    (SELECT json_agg(spec) FROM work_shift JOIN team_member USING (team_id) WHERE team_member.agent_id = ${agent}), '[]'),
  'absences', coalesce((SELECT json_agg(json_build_object('from', begins_at, 'to', ends_at)) FROM absence
    WHERE absence.agent_id = ${agent} AND ends_at > now() - interval '14 days'), '[]'))`;
