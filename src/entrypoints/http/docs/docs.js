// Renders /api/openapi.json; no library, so that it opens on an intranet without a CDN.
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const named = (ref) => ref.replace('#/components/schemas/', '');

/** One line for a schema: what a reader types or gets. */
function shape(schema, depth = 0) {
  if (!schema || Object.keys(schema).length === 0) return '任意';
  if (schema.$ref) return named(schema.$ref);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return parts.map((each) => shape(each, depth)).join(' | ');
  if (schema.allOf) return schema.allOf.map((each) => shape(each, depth)).join(' & ');
  if (schema.format === 'binary') return '文件';
  if (schema.type === 'array') return `${shape(schema.items, depth)}[]`;
  if (schema.type === 'object' && schema.properties) return object(schema, depth);
  if (schema.type === 'object') return `{ [名]: ${shape(schema.additionalProperties || {}, depth)} }`;
  return (
    [schema.type].flat().join(' | ') + (schema.default === undefined ? '' : ` = ${JSON.stringify(schema.default)}`)
  );
}

function object(schema, depth) {
  const pad = '  '.repeat(depth + 1);
  const required = new Set(schema.required);
  const lines = Object.entries(schema.properties).map(([name, each]) => {
    const note = each.description ? `  // ${each.description}` : '';
    return `${pad}${name}${required.has(name) ? '' : '?'}: ${shape(each, depth + 1)}${note}`;
  });
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}

function parameters(list) {
  const rows = list.map((each) =>
    make(
      'tr',
      {},
      make('td', {}, make('code', {}, each.name), each.required ? ' *' : ''),
      make('td', {}, { path: '路径', query: '查询', header: '请求头' }[each.in] ?? each.in),
      make('td', {}, make('code', {}, shape(each.schema))),
      make('td', {}, each.description ?? ''),
    ),
  );
  return make('table', {}, make('tbody', {}, ...rows));
}

function block(title, content) {
  const entries = Object.entries(content ?? {});
  return entries.flatMap(([type, { schema }]) => [
    make('h3', {}, title, make('small', {}, type)),
    make('pre', {}, shape(schema)),
  ]);
}

/** `sessions.choosePost` is typed `sessions choose-post`. */
const verb = (id) => id.replaceAll('.', ' ').replaceAll(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`);

function operation(path, method, each) {
  const permission = each.security?.length === 0 ? '无需登录' : (each['x-permission'] ?? '');
  const body = make('div', { class: 'body' });
  const fill = () => {
    if (body.childElementCount > 0) return;
    if (each.description) body.append(make('p', {}, each.description));
    if (each.parameters) body.append(make('h3', {}, '参数'), parameters(each.parameters));
    body.append(...block('请求', each.requestBody?.content), ...block('返回', each.responses['200']?.content));
    if (each['x-cli'] !== false)
      body.append(make('p', {}, `命令行：`, make('code', {}, `clearway ${verb(each.operationId)} --help`)));
  };
  const details = make(
    'details',
    { id: each.operationId },
    make(
      'summary',
      {},
      make('span', { class: `method ${method}` }, method.toUpperCase()),
      make('span', { class: 'path' }, path),
      make('span', { class: 'says' }, each.summary),
      make('span', { class: 'permission' }, permission),
    ),
    body,
  );
  details.addEventListener('toggle', fill);
  details.dataset.words = `${method} ${path} ${each.summary} ${each.operationId} ${permission}`.toLowerCase();
  return details;
}

function schemas(components) {
  return Object.entries(components).map(([name, schema]) =>
    make(
      'details',
      { id: name },
      make('summary', {}, make('code', {}, name)),
      make('pre', { class: 'body' }, shape(schema)),
    ),
  );
}

const spec = await (await fetch('/api/openapi.json')).json();
const areas = new Map();
for (const [path, methods] of Object.entries(spec.paths)) {
  for (const [method, each] of Object.entries(methods)) {
    const area = each.tags[0];
    areas.set(area, [...(areas.get(area) ?? []), operation(path, method, each)]);
  }
}
document.getElementById('version').textContent = `${spec.info.version} · OpenAPI ${spec.openapi}`;
const titles = new Map(spec.tags.map(({ name, description }) => [name, description ?? name]));
const groups = [
  ...[...areas]
    .map(([area, items]) => ({ area, title: titles.get(area) ?? area, items }))
    .sort((a, b) => a.title.localeCompare(b.title, 'zh-CN')),
  { area: 'types', title: '类型', items: schemas(spec.components.schemas) },
];
const list = document.getElementById('list');
list.replaceChildren(
  ...groups.map(({ area, title, items }) =>
    make(
      'section',
      {},
      make('h2', { id: `group-${area}` }, title, area === 'types' ? '' : make('small', {}, area)),
      ...items,
    ),
  ),
);
document
  .getElementById('groups')
  .replaceChildren(
    ...groups.map(({ area, title, items }) =>
      make('li', {}, make('a', { href: `#group-${area}` }, title, make('small', {}, String(items.length)))),
    ),
  );
document.getElementById('find').addEventListener('input', (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = false;
  for (const section of list.children) {
    let any = false;
    for (const each of section.querySelectorAll('details')) {
      each.hidden = !words.every((word) => (each.dataset.words ?? each.id.toLowerCase()).includes(word));
      any ||= !each.hidden;
    }
    section.hidden = !any;
    found ||= any;
  }
  document.getElementById('none').hidden = found;
});
const wanted = location.hash && document.getElementById(location.hash.slice(1));
if (wanted) {
  if (wanted.tagName === 'DETAILS') wanted.setAttribute('open', '');
  wanted.scrollIntoView();
}
