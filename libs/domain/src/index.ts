export * from './errors.js';
export * from './handover/work-order.js';
export * from './ids.js';
export * from './ticket/lifecycle.js';
export * from './ticket/ticket.js';
export * from './ticket/where-is.js';
export * from './triage/priority.js';
