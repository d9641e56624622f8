import { malformed } from './problem.ts';

const DEEPEST = 32;

type Place = { readonly value: unknown; readonly path: readonly string[] };

/**
 * Refuses what no field may hold, before any schema looks: nesting without end, and signs that a database cannot keep
 * (the null character, half a surrogate pair), numbers that no longer count exactly. A loop and not a recursion: the depth is what the sender likes.
 */
export function checkValues(input: Readonly<Record<string, unknown>>): void {
  const waiting: Place[] = [{ value: input, path: [] }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { value, path } = place;
    if (typeof value === 'string') checkText(value, path);
    if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)
      throw malformed('填写的数字过大', [{ path: path.join('.'), message: '数字过大' }], '请核对数字后重新提交');
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) continue;
    if (path.length >= DEEPEST)
      throw malformed(`提交的内容嵌套过深，最多 ${DEEPEST} 层`, [{ path: path.slice(0, 4).join('.') }]);
    for (const [name, each] of Object.entries(value)) {
      checkText(name, path);
      waiting.push({ value: each, path: [...path, name] });
    }
  }
}

function checkText(text: string, path: readonly string[]): void {
  if (text.isWellFormed() && !text.includes('\0')) return;
  const where = path.join('.').toWellFormed().replaceAll('\0', '');
  const message = '有不能保存的字符（空字符或残缺的符号）';
  throw malformed(`填写的内容${message}`, [{ path: where, message }], '请删去这些字符后重新提交');
}
