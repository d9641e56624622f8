import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A call of the server somewhere in the web: `get<T>('/matters/{}')`. */
export type WebCall = {
  readonly file: string;
  readonly line: number;
  readonly method: string;
  /** As it is written, `{}` for each part that is worked out; undefined where it cannot be read. */
  readonly path: string | undefined;
  /** The type that it expects, as it is written. */
  readonly expects: string | undefined;
};

type Names = Readonly<Record<string, string>>;

const CALLS: Readonly<Record<string, string | undefined>> = { get: 'GET', post: 'POST', call: undefined };
/** The file that makes the calls for all others. */
const CLIENT = 'api/client.ts';

/** All source files of the web with their text, by path below `web/src`. */
export function webFiles(root: string): ReadonlyMap<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const wanted = names.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts') && name !== CLIENT);
  return new Map(wanted.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

export function callsIn(file: string, text: string): readonly WebCall[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const said = constantsOf(source);
  const found: WebCall[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && Object.hasOwn(CALLS, node.expression.text)) {
      const own = CALLS[node.expression.text];
      const [method, path] = own === undefined ? node.arguments : [undefined, ...node.arguments];
      found.push({
        file,
        line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
        method: own ?? textOf(method, said, {}),
        path: path && pathFrom(textOf(path, said, {})),
        expects: node.typeArguments?.[0]?.getText(),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const pathFrom = (text: string): string | undefined => (text.startsWith('/') ? text.split('?')[0] : undefined);

function constantsOf(source: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const declared = source.statements
    .filter(ts.isVariableStatement)
    .flatMap((each) => each.declarationList.declarations);
  return new Map(
    declared.flatMap(({ name, initializer }) => (initializer ? [[name.getText(), initializer] as const] : [])),
  );
}

/** What a text comes to, with `{}` for what is only known when the page runs. */
function textOf(node: ts.Node | undefined, said: ReadonlyMap<string, ts.Expression>, names: Names): string {
  if (!node) return '{}';
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map(({ expression, literal }) => textOf(expression, said, names) + literal.text);
    return node.head.text + parts.join('');
  }
  if (ts.isIdentifier(node)) return names[node.text] ?? textOf(said.get(node.text), said, names);
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    if (node.expression.text === 'queryString') return '';
    const called = said.get(node.expression.text);
    if (called && ts.isArrowFunction(called)) return textOf(called.body, said, argumentsOf(called, node, said, names));
  }
  return '{}';
}

function argumentsOf(
  { parameters }: ts.ArrowFunction,
  call: ts.CallExpression,
  said: ReadonlyMap<string, ts.Expression>,
  names: Names,
): Names {
  return Object.fromEntries(
    parameters.map(({ name, initializer }, at) => [
      name.getText(),
      textOf(call.arguments[at] ?? initializer, said, names),
    ]),
  );
}
