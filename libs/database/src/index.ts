export * from './capabilities.js';
export * from './data-source.js';
export * from './database.js';
export * from './database.module.js';
export * from './migrate.js';
export * from './sql.js';
export * from './stores/ticket.columns.js';
export * from './stores/ticket.store.js';
