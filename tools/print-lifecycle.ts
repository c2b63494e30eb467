import { readFile, writeFile } from 'node:fs/promises';
import { withLifecycleDiagram } from '#domain';

/** `npm run docs:lifecycle`: draws the lifecycle into ARCHITECTURE.md. */
const document = 'ARCHITECTURE.md';
await writeFile(document, withLifecycleDiagram(await readFile(document, 'utf8')));
