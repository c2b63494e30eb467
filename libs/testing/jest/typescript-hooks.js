/*
 * Lets plain Node import our TypeScript without a build: what Jest does for tests, for the few things that run outside
 * of them. Register with `module.register`.
 */
import { readFile } from 'node:fs/promises';
import { transform } from '@swc/core';

const root = new URL('../../../', import.meta.url);

export async function resolve(specifier, context, next) {
  if (specifier.startsWith('#')) {
    return { url: new URL(`libs/${specifier.slice(1)}/src/index.ts`, root).href, shortCircuit: true };
  }
  if (specifier.startsWith('.') && context.parentURL?.endsWith('.ts')) {
    return { url: new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL).href, shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transform(await readFile(new URL(url), 'utf8'), {
    filename: new URL(url).pathname,
    sourceMaps: 'inline',
    configFile: false,
    swcrc: false,
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
