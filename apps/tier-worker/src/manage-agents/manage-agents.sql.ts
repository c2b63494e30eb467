const agent = `SELECT id, email, name, role, capacity, active,
  array(SELECT team_id FROM team_member WHERE agent_id = agent.id ORDER BY team_id) AS teams FROM agent`;

export const selectAgents = {
  name: 'settings-agents',
  text: `${agent} WHERE ($1::uuid IS NULL OR id > $1) AND ($3::text IS NULL OR name ILIKE $3 OR email ILIKE $3)
    ORDER BY id LIMIT $2`,
};
export const selectAgent = { name: 'settings-agent', text: `${agent} WHERE id = $1` };
/* No stronger than what changes: a foreign key to a locked agent (a claim, a team's members) waits for nobody. */
export const lockAdmins = {
  name: 'settings-lock-admins',
  text: `SELECT id FROM agent WHERE role = 'admin' AND active ORDER BY id FOR NO KEY UPDATE`,
};
export const lockAgent = {
  name: 'settings-lock-agent',
  text: `SELECT id, email, name, role, capacity, active FROM agent WHERE id = $1 FOR NO KEY UPDATE`,
};
export const insertAgent = {
  name: 'settings-insert-agent',
  text: `INSERT INTO agent (id, email, name, role, password_hash, capacity, active) VALUES ($1, lower($2), $3, $4, $5, $6, $7)`,
};
export const updateAgent = {
  name: 'settings-update-agent',
  text: `UPDATE agent SET name = $2, role = $3, capacity = $4, active = $5, password_hash = coalesce($6, password_hash)
    WHERE id = $1`,
};
export const endSessions = { name: 'settings-end-sessions', text: `DELETE FROM session WHERE agent_id = $1` };
export const dropTeams = {
  name: 'settings-drop-teams',
  text: `DELETE FROM team_member WHERE agent_id = $1 AND team_id <> ALL ($2::uuid[])`,
};
export const addTeams = {
  name: 'settings-add-teams',
  text: `INSERT INTO team_member (team_id, agent_id) SELECT team, $1 FROM unnest($2::uuid[]) AS team ON CONFLICT DO NOTHING`,
};
