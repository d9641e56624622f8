import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  checkRuleFile,
  type FileFinding,
  factsOfCase,
  type LoadedFile,
  loadRuleFile,
  type RuleBook,
} from '#engines/rules';
import type { LocalCall } from '#entrypoints/cli';
import { isRefusal, refuse } from '#kernel';
import type { FactDeclaration } from '#language';
import { loadPacks } from '#platform/packs';
import { PACKS } from '../city.ts';

export const FILE = { name: 'file', summary: '规则文件 YAML · rule file' } as const;
export const FILES = { ...FILE, many: true } as const;
export const ON = { flags: '--on <day>', summary: '按哪一天的规则，默认今天 · law of that day' } as const;

/** The facts of the base pack; a rule file may declare more. */
export const catalogue = async (): Promise<readonly FactDeclaration[]> => (await loadPacks(PACKS, ['base'])).facts;

export const textOf = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件' : String((error as Error).message);
    throw refuse({ code: 'cli.file', kind: 'not-found', what: `读不到文件 ${path}`, why, todo: '请核对路径' });
  }
};

const SEVERITY = { error: '错误', warning: '提醒', info: '说明' } as const;

export const formatted = ({ file, line, column, severity, message }: FileFinding): string =>
  `${file}${line === undefined ? '' : `:${line}:${column}`} ${SEVERITY[severity]}：${message}`;

type Read =
  | { readonly loaded: LoadedFile; readonly book: RuleBook; readonly findings: readonly FileFinding[] }
  | { readonly loaded?: undefined; readonly findings: readonly FileFinding[] };

export const readRules = async (path: string, facts: readonly FactDeclaration[]): Promise<Read> => {
  const result = loadRuleFile(await textOf(path), basename(path));
  if (!result.ok) return { findings: result.findings };
  const { compiled, findings } = checkRuleFile(result.loaded, facts);
  return compiled.ok ? { loaded: result.loaded, book: compiled.book, findings } : { findings };
};

export const rightRules = async (path: string, facts: readonly FactDeclaration[]) => {
  const read = await readRules(path, facts);
  if (read.loaded) return read;
  const why = read.findings.map(formatted).join('；');
  throw refuse({ code: 'rules.wrong', kind: 'invalid', what: `${path} 有错误，不能使用`, why, todo: '请先改正' });
};

export const json = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await textOf(path));
  } catch (error) {
    if (isRefusal(error)) throw error;
    const why = error instanceof Error ? error.message : '';
    throw refuse({ code: 'cli.json', kind: 'invalid', what: `${path} 不是有效的 JSON`, why });
  }
};

export const recordOf = (facts: unknown, declared: readonly FactDeclaration[]) => {
  try {
    return factsOfCase((facts ?? {}) as Parameters<typeof factsOfCase>[0], declared);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refuse({
      code: 'rules.facts',
      kind: 'invalid',
      what: '事实读不懂',
      why,
      todo: '金额、百分比等请带单位，如 "4亿元"',
    });
  }
};

export const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
export const dayOf = ({ options }: LocalCall): string => (typeof options.on === 'string' ? options.on : today());
