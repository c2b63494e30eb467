/** What an agent holds: worked on, or waiting for somebody outside. */
export const HELD = 'in_progress,awaiting_customer,awaiting_vendor,awaiting_intervention';
