export * from './catalogue.js';
export * from './message.js';
export * from './queues.js';
