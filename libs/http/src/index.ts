export { Answers, Refuses } from './answers.js';
export { createHttpApp } from './create-http-app.js';
export { appAt, edgeRoutes, type HttpApp } from './edge-routes.js';
export { fieldProblems, pointerTo } from './field-problems.js';
export type { HttpAppOptions } from './http-app.options.js';
export { openApi } from './open-api.js';
export { decodeCursor, encodeCursor, pageOf, pageQuery, queryInteger, type PageQuery } from './page.js';
export { problemSchema } from './problem.js';
export { email, text } from './text.js';
