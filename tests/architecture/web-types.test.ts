import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapi, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { openApiOf } from '#entrypoints/http';
import { operationList } from '../../src/main/operation-list.ts';
import { callsIn, type WebCall, webFiles } from './web-calls.ts';

const ROOT = fileURLToPath(new URL('../../web', import.meta.url));
const SOURCE = join(ROOT, 'src');
const SERVER = join(SOURCE, 'server.d.ts');

const operations = operationList();
const document = openApiOf(operations, { title: '畅营', version: '0' });
const files = webFiles(SOURCE);
const calls = [...files].flatMap(([file, text]) => callsIn(file, text));

/** The operation of a call: the one of the same path, and where several fit, the one with most of its parts written out. */
function operationOf({ method, path }: WebCall): string | undefined {
  const parts = `/api${path}`.split('/');
  const fits = operations.filter((each) => {
    const own = each.path.split('/');
    return (
      each.method === method &&
      own.length === parts.length &&
      own.every((part, at) => part === parts[at] || part.startsWith('{') || parts[at] === '{}')
    );
  });
  const same = ({ path: own }: { readonly path: string }): number =>
    own.split('/').filter((part, at) => part === parts[at] || (part.startsWith('{') && parts[at] === '{}')).length;
  return fits.toSorted((a, b) => same(b) - same(a))[0]?.id;
}

/** A plan as somebody else wrote it may have no keys; what was read of a document always has. */
const WRITTEN_BY_OTHERS = new Set(['plans.parse', 'plans.get']);

/** The line that only compiles where the server sends what the page expects. */
const lineFor = (call: WebCall, at: number): string => {
  const sent = `Answer<import('./server.d.ts').operations[${JSON.stringify(operationOf(call))}]>`;
  return `export const answer${at} = (sent: ${sent}): ${call.expects} => sent;`;
};
const ANSWER = `type Answer<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Sent } } } } ? Sent : never;`;

/** What the compiler says of these files with such lines at their end, by file and what it was about. */
function wrongIn(given: ReadonlyMap<string, string>, server: string): readonly string[] {
  const overlay = new Map([[SERVER, server]]);
  for (const [file, text] of given) {
    const own = callsIn(file, text).filter(
      (each) =>
        each.expects !== undefined && each.expects !== 'void' && !WRITTEN_BY_OTHERS.has(operationOf(each) ?? ''),
    );
    const place = file.includes('/') ? '../'.repeat(file.split('/').length - 1) : './';
    const lines = own.map((call, at) => lineFor(call, at).replace("import('./", `import('${place}`));
    if (own.length > 0) overlay.set(join(SOURCE, file), `${text}\n${ANSWER}\n${lines.join('\n')}\n`);
  }
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  // The generated types know nothing of the difference between what is left out and what is undefined.
  const host = ts.createCompilerHost({ ...options, exactOptionalPropertyTypes: false });
  const { readFile, fileExists } = host;
  host.readFile = (name) => overlay.get(name) ?? readFile.call(host, name);
  host.fileExists = (name) => overlay.has(name) || fileExists.call(host, name);
  const program = ts.createProgram([...overlay.keys()], { ...options, exactOptionalPropertyTypes: false }, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file?.text.slice(0, start).split('\n').length ?? 0;
    const about = /operations\["([^"]+)"\]/.exec(file?.text.split('\n')[line - 1] ?? '')?.[1] ?? `line ${line}`;
    return `${file?.fileName.slice(SOURCE.length + 1)}, ${about}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

describe('what the pages ask of the server', () => {
  let server: string;
  beforeAll(async () => {
    server = astToString(await openapi(JSON.stringify(document), { immutable: true }));
  });

  it('is an operation that there is', () => {
    expect(calls.length).toBeGreaterThan(250);
    expect(calls.filter((each) => each.path === undefined || operationOf(each) === undefined)).toEqual([]);
  });

  it('is answered with what they expect', () => {
    expect(wrongIn(files, server)).toEqual([]);
  });

  it('is seen where it is not', () => {
    const planted = `import { get } from './client.ts';\nexport const a = () => get<{ readonly items: readonly { readonly nope: string }[] }>('/matters');\n`;
    expect(wrongIn(new Map([['api/planted.ts', planted]]), server)).toEqual([
      expect.stringContaining("api/planted.ts, matters.list: Type '"),
    ]);
  });
});
