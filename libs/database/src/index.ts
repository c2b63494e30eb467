export * from './database.js';
export * from './sql.js';
export * from './stores/ticket.columns.js';
export * from './stores/ticket.store.js';
export * from './views/reader.js';
export * from './views/ticket.view.js';
