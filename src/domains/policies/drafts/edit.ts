import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { refuse } from '#kernel';

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, unknown>>;

/** The text as a document that can be changed in places; comments and what is not touched stay as they were written. */
function opened(yaml: string): Document {
  const document = parseDocument(yaml);
  if (document.errors.length === 0 && isMap(document.contents) && isSeq(document.get('clauses'))) return document;
  throw refuse({
    code: 'policies.unreadable',
    kind: 'conflict',
    what: '全文的写法有误，不能逐条改',
    ...(document.errors[0] ? { why: document.errors[0].message } : {}),
    todo: '请先在“全文”里改到能读懂',
  });
}

const written = (document: Document): string => document.toString({ lineWidth: 120 });

/** A scalar keeps the way it is written: a folded text stays folded. `null` takes a field away. */
function put(document: Document, path: Path, fields: Fields): void {
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const at = [...path, key];
    const node = document.getIn(at, true);
    if (value === null) document.deleteIn(at);
    else if (isScalar(node) && typeof value !== 'object') node.value = value;
    else if (JSON.stringify(document.getIn(at)) !== JSON.stringify(value))
      document.setIn(at, document.createNode(value, { flow: false }));
  }
}

const placeOf = (document: Document, clause: string): number =>
  ((document.toJS() as { clauses: { clause?: unknown }[] }).clauses ?? []).findIndex((each) => each?.clause === clause);

/** @example editHead(yaml, { title: '关于支持企业研发的若干政策' }) */
export function editHead(yaml: string, fields: Fields): string {
  const document = opened(yaml);
  put(document, [], fields);
  return written(document);
}

/** One clause with other fields; one that is not there yet is put last. */
export function editClause(yaml: string, clause: string, fields: Fields): string {
  const document = opened(yaml);
  const at = placeOf(document, clause);
  if (at < 0) document.addIn(['clauses'], document.createNode({ clause, ...withoutNothing(fields) }));
  else put(document, ['clauses', at], fields);
  return written(document);
}

const withoutNothing = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

export function dropClause(yaml: string, clause: string): string {
  const document = opened(yaml);
  const at = placeOf(document, clause);
  if (at >= 0) document.deleteIn(['clauses', at]);
  return written(document);
}
