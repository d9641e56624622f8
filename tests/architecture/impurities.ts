import ts from 'typescript';

export type Impurity = { readonly line: number; readonly what: string };

// What would make the same question answer differently tomorrow, elsewhere, or a second time.
const MEMBERS: ReadonlySet<string> = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'Temporal.Now',
  'globalThis.process',
]);
const GLOBALS: ReadonlySet<string> = new Set([
  'process',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'fetch',
  'localStorage',
]);
const CHANCE: ReadonlySet<string> = new Set(['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues']);
const LOCAL_TIME =
  /^(?:get|set)(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$|^getTimezoneOffset$|^to(?:Date|Time)String$/;

const isDate = (node: ts.Expression): boolean => ts.isIdentifier(node) && node.text === 'Date';

/** A name that the file itself declares, say a parameter called `process`, is not the global one. */
function ownNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const named = ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node);
    if ((named || ts.isFunctionDeclaration(node) || ts.isImportSpecifier(node)) && node.name)
      names.add(node.name.getText());
    node.forEachChild(visit);
  };
  visit(file);
  return names;
}

const isGlobal = (node: ts.Expression, own: ReadonlySet<string>): boolean =>
  ts.isIdentifier(node) && GLOBALS.has(node.text) && !own.has(node.text);

function whatIsImpure(node: ts.Node, own: ReadonlySet<string>): string | undefined {
  if (ts.isImportSpecifier(node) && CHANCE.has((node.propertyName ?? node.name).text)) return node.getText();
  if (ts.isNewExpression(node) && isDate(node.expression)) {
    const count = node.arguments?.length ?? 0;
    if (count === 0) return 'new Date()';
    if (count > 1) return 'new Date(year, month, …) in the time zone of the machine';
  }
  if (ts.isCallExpression(node)) {
    if (isDate(node.expression)) return 'Date()';
    if (isGlobal(node.expression, own)) return node.expression.getText();
  }
  if (ts.isPropertyAccessExpression(node)) {
    const whole = `${node.expression.getText()}.${node.name.text}`;
    if (MEMBERS.has(whole)) return whole;
    if (isGlobal(node.expression, own)) return whole;
    if (ts.isCallExpression(node.parent) && node.parent.expression === node) {
      if (LOCAL_TIME.test(node.name.text)) return `${whole}() in the time zone of the machine`;
      if (/crypto$/i.test(node.expression.getText()) && CHANCE.has(node.name.text)) return whole;
    }
  }
  return undefined;
}

/** Where a source reads the clock, chance, the environment or the machine's time zone. */
export function findImpurities(source: string): readonly Impurity[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const own = ownNames(file);
  const found: Impurity[] = [];
  const visit = (node: ts.Node): void => {
    const what = whatIsImpure(node, own);
    if (what) found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, what });
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}
