export * from './edge-routes.js';
