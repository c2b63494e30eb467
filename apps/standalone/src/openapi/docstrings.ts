import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
// Of the development's dependencies: only the build reads sources.
import ts from 'typescript';

/** What the docstrings of all endpoints below a folder say, by operation id: `CreateTicket.create` -> text. */
export async function docstringsBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.controller.ts')).map((name) => join(folder, name));
  const found = await Promise.all(files.map(async (file) => docstringsOf(await readFile(file, 'utf8'))));
  return new Map(found.flat());
}

/** The same for one source text. */
export function docstringsOf(source: string): (readonly [operationId: string, text: string])[] {
  const { statements } = ts.createSourceFile('controller.ts', source, ts.ScriptTarget.ESNext, true);
  return statements.filter(ts.isClassDeclaration).flatMap((controller) =>
    controller.members.filter(ts.isMethodDeclaration).flatMap((method) => {
      const text = textOf(method);
      return text === '' ? [] : [[operationId(controller, method), text] as const];
    }),
  );
}

/** As `openApi` names operations. */
const operationId = (controller: ts.ClassDeclaration, method: ts.MethodDeclaration): string =>
  `${controller.name?.text.replace(/Controller$/, '')}.${method.name.getText()}`;

function textOf(method: ts.MethodDeclaration): string {
  const last = ts.getJSDocCommentsAndTags(method).filter(ts.isJSDoc).at(-1);
  return (ts.getTextOfJSDocComment(last?.comment) ?? '').replace(/\s+/g, ' ').trim();
}
