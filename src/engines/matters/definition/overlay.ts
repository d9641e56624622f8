import { type Refusal, refuse } from '#kernel';
import { LoopDefinition } from './schema.ts';

type Tree = Readonly<Record<string, unknown>>;

/** What a pack layer may change: words, numbers and where they come from. Never what is connected to what, or who may act. */
const WORDS_AND_NUMBERS: ReadonlySet<string> = new Set([
  'title',
  'summary',
  'number',
  'hint',
  'text',
  'remedy',
  'guardTitle',
  'budget',
  'unit',
  'offset',
  'amount',
  'atMost',
  'max',
  'default',
  'of',
  'preset',
  'basis',
  'source',
  'since',
  'until',
  'assumed',
  'level',
  'primary',
]);

/** Presets may be added whole: they are nothing but numbers. */
const ADDABLE = new Set(['presets', 'flags']);

/** By what the members of a list are known, so that a layer names only those it changes. */
const KEYS = ['id', 'name', 'rung', 'ground', 'grade', 'code'] as const;

/**
 * A city's layer over a base loop. It may change words and numbers (titles, budgets, presets, texts, limits), never
 * shape (states, moves, from, to, by).
 *
 * @returns the definition, or a Refusal that names everything that was tried
 * @example overlayLoop(base, { loop: 'appeal', clocks: { answer: { budget: 3 } } })
 */
export function overlayLoop(base: LoopDefinition, override: unknown): LoopDefinition | Refusal {
  const tried: string[] = [];
  const merged = merge(base, override, [], tried);
  if (tried.length > 0)
    return refuse({
      code: 'pack.overlay-shape',
      kind: 'invalid',
      what: `城市包只能改“${base.title}”的文字和数字，不能改 ${tried.join('、')}`,
      todo: '需要不同的环节或动作，请另写一个闭环',
      at: tried.map((path) => ({ path })),
    });
  const parsed = LoopDefinition.safeParse(merged);
  if (parsed.success) return parsed.data;
  return refuse({
    code: 'pack.overlay-value',
    kind: 'invalid',
    what: `城市包对“${base.title}”的修改填写有误`,
    at: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  });
}

function merge(base: unknown, over: unknown, path: readonly string[], tried: string[]): unknown {
  const key = path.at(-1) ?? '';
  if (over === undefined || same(base, over)) return base;
  if (isTree(base) && isTree(over) && key !== 'of') return mergeTree(base, over, path, tried);
  if (Array.isArray(base) && Array.isArray(over)) return mergeList(base, over, path, tried);
  if (!WORDS_AND_NUMBERS.has(key) && !isNamedWord(path)) tried.push(path.join('.'));
  return over;
}

function mergeTree(base: Tree, over: Tree, path: readonly string[], tried: string[]): Tree {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const at = [...path, key];
    if (key in base) result[key] = merge(base[key], value, at, tried);
    else if (ADDABLE.has(path[0] ?? '') || (WORDS_AND_NUMBERS.has(key) && path.length > 0)) result[key] = value;
    else tried.push(at.join('.'));
  }
  return result;
}

function mergeList(
  base: readonly unknown[],
  over: readonly unknown[],
  path: readonly string[],
  tried: string[],
): unknown {
  const by = KEYS.find((key) => base.every((each) => isTree(each) && key in each));
  if (!by || !over.every(isTree)) {
    tried.push(path.join('.'));
    return base;
  }
  const changes = new Map(over.map((each) => [String(each[by]), each]));
  for (const name of changes.keys())
    if (!base.some((each) => isTree(each) && each[by] === name)) tried.push([...path, name].join('.'));
  return base.map((each) =>
    isTree(each) ? merge(each, changes.get(String(each[by])), [...path, String(each[by])], tried) : each,
  );
}

/** The words of a flag are its value. */
const isNamedWord = ([section]: readonly string[]): boolean => section === 'flags';

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
