import { readFile, writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { coercerFor, fieldsOf, type JsonSchema, jsonSchemaOf, typesOf } from '#entrypoints/schema';
import { type AnyOperation, refuse } from '#kernel';
import { callServer, isFileField } from './call-server.ts';
import { savedToken } from './credentials.ts';
import { render } from './render.ts';
import type { CliOptions } from './types.ts';

export const DEFAULT_SERVER = 'http://127.0.0.1:8080';
const COMMON = '通用 Common:';
const RESERVED = new Set(['json', 'server', 'token', 'input', 'out', 'key', 'help']);

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`);
const camel = (name: string): string => name.replaceAll(/-(\w)/g, (_, sign: string) => sign.toUpperCase());

/** `matters.list` is typed `matters list`. */
export const wordsOf = (operation: AnyOperation): readonly string[] => operation.id.split('.').map(kebab);

export function addConnectionOptions(command: Command): Command {
  const common = (flags: string, summary: string) => new Option(flags, summary).helpGroup(COMMON);
  return command
    .addOption(common('--json', '以 JSON 输出 · print JSON'))
    .addOption(common('--server <url>', '服务地址 · server').env('CLEARWAY_SERVER').default(DEFAULT_SERVER))
    .addOption(common('--token <token>', '令牌 · token (clearway login)').env('CLEARWAY_TOKEN'));
}

/** Gives a command the arguments and options of an operation's input: path fields in order, the others as options. */
export function describeOperation(command: Command, operation: AnyOperation, cli: CliOptions): void {
  const schema = jsonSchemaOf(operation.input, 'input');
  const fields = fieldsOf(schema);
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  command
    .summary(operation.title)
    .description(`${operation.title}\n${operation.method} ${operation.path}（${operation.permission}）`);
  for (const name of inPath) command.argument(`<${kebab(name)}>`, fields.get(name)?.description ?? '');
  for (const [name, field] of fields) {
    if (!inPath.includes(name) && !RESERVED.has(name)) command.addOption(optionFor(name, field, schema));
  }
  if (isOpen(schema)) {
    const set = new Option('--set <name=value>', '其他字段，可重复；name:=JSON 传数字等 · other fields').argParser(
      collect,
    );
    command.addOption(set);
  }
  addConnectionOptions(command);
  command.addOption(new Option('--input <json>', '整个输入：JSON、@文件 或 - · whole input').helpGroup(COMMON));
  if (operation.method !== 'GET')
    command.addOption(new Option('--key <key>', '幂等键 · Idempotency-Key').helpGroup(COMMON));
  if (operation.produces === 'file') command.addOption(new Option('--out <file>', '存为 · write to').helpGroup(COMMON));
  command.action(async () => {
    const texts = new Map(inPath.map((name, at) => [name, [command.args[at] ?? '']]));
    await run(command.opts(), { operation, schema, texts, cli });
  });
}

function optionFor(name: string, field: JsonSchema, root: JsonSchema): Option {
  const types = typesOf(field, root);
  const summary = [field.description, field.enum?.join(' | ')].filter(Boolean).join('：');
  if (types.length === 1 && types[0] === 'boolean') return new Option(`--${kebab(name)} [yes|no]`, summary);
  const hint = isFileField(field)
    ? 'path'
    : types.includes('array')
      ? 'a,b'
      : types.includes('object')
        ? 'json'
        : 'value';
  const option = new Option(`--${kebab(name)} <${hint}>`, summary);
  const many = types.includes('array') || isFileField(field);
  return many ? option.argParser(collect) : option;
}

const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** An input that takes fields beyond those it names, as a move takes what its loop needs. */
const isOpen = ({ additionalProperties }: JsonSchema): boolean =>
  additionalProperties !== undefined && additionalProperties !== false;

type Run = {
  readonly operation: AnyOperation;
  readonly schema: JsonSchema;
  readonly texts: Map<string, string[]>;
  readonly cli: CliOptions;
};

async function run(options: Record<string, unknown>, { operation, schema, texts, cli }: Run): Promise<void> {
  for (const name of fieldsOf(schema).keys()) {
    const given = RESERVED.has(name) ? undefined : options[camel(kebab(name))];
    if (given !== undefined) texts.set(name, [given].flat().map(String));
  }
  const input = { ...(await wholeInput(options.input, cli)), ...setFields(options.set), ...coercerFor(schema)(texts) };
  const server = String(options.server);
  const token = typeof options.token === 'string' ? options.token : await savedToken(cli.env, server);
  const key = typeof options.key === 'string' ? { idempotencyKey: options.key } : {};
  const answer = await callServer(operation, input, { server, token, fetch: cli.fetch ?? fetch, ...key });
  if (answer.kind === 'file') {
    const path = typeof options.out === 'string' ? options.out : answer.name;
    await writeFile(path, answer.bytes);
    cli.stdout(options.json ? `${JSON.stringify({ file: path, size: answer.bytes.length })}\n` : `${path}\n`);
  } else cli.stdout(`${options.json ? JSON.stringify(answer.value, null, 2) : render(answer.value)}\n`);
}

/** `note=同意` is a text, `days:=3` is JSON. */
function setFields(given: unknown): Record<string, unknown> {
  const pairs = [given].flat().filter((each) => typeof each === 'string');
  return Object.fromEntries(
    pairs.map((each) => {
      const [, name = '', json, value = ''] = /^([\w.-]+)(:?)=(.*)$/s.exec(each) ?? [];
      if (name === '') throw notJson(`--set ${each}`);
      return [name, json ? parseJson(value, `--set ${each}`) : value];
    }),
  );
}

const notJson = (what: string) =>
  refuse({
    code: 'cli.bad-input',
    kind: 'invalid',
    what: `${what} 写法不对 (cannot be read)`,
    todo: '例如 --set note=同意 --set days:=3',
  });

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson(what);
  }
}

async function wholeInput(given: unknown, cli: CliOptions): Promise<Record<string, unknown>> {
  if (typeof given !== 'string') return {};
  const text =
    given === '-' ? await cli.readStdin?.() : given.startsWith('@') ? await readFile(given.slice(1), 'utf8') : given;
  const value = parseJson(text ?? '', '--input');
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw notJson('--input');
}
