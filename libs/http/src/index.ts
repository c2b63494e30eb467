export * from './answers.js';
export * from './create-http-app.js';
export * from './http-app.options.js';
export * from './page.js';
export * from './text.js';
