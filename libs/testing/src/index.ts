export * from './eventually.js';
export * from './free-port.js';
export * from './scratch-directory.js';
export * from './sns-signer.js';
export * from './test-database.js';
export * from './test-redis.js';
