export * from './correlation.js';
export * from './log.config.js';
export * from './logger.js';
export * from './readiness.js';
