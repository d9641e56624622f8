import { z } from 'zod';
import type { MatterState } from '#engines/matters';

/** A file that was uploaded, under the name that it was chosen by. */
export type EvidenceFile = { readonly id: string; readonly name: string };

/** `[{"id":"…","name":"TB-2026-000012 统计表.pdf"}]`: a form that carries a file has no lists. */
export const EvidenceList = z
  .string()
  .max(40_000)
  .default('[]')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: '佐证清单不是 JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.strictObject({ id: z.string().min(1).max(64), name: z.string().min(1).max(255) })).max(100));

/** So many a task takes. */
const MOST = 9;

export type Sorted = {
  /** By task. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly loose: readonly (EvidenceFile & { readonly why: string })[];
};

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Is the code a word of its own in the name? `n01-1` is not in `n01-12.pdf`. */
const holds = (name: string, code: string): boolean => {
  if (code === '') return false;
  const parts = name.split(code);
  return parts.slice(1).some((after, at) => !/[a-z0-9-]$/iu.test(parts[at] ?? '') && !/^[a-z0-9-]/iu.test(after));
};

/**
 * Which file shows which value, by its name: the number of the task, else the code of the indicator, else its title. One
 * file may show an indicator of several places.
 * @example sortEvidence([task], [{ id: 'f', name: 'TB-2026-000012 截图.png' }]).files.get(task.id) // ['f']
 */
export function sortEvidence(tasks: readonly MatterState[], given: readonly EvidenceFile[]): Sorted {
  const files = new Map<string, string[]>();
  const loose: (EvidenceFile & { why: string })[] = [];
  for (const file of given) {
    const name = file.name.normalize('NFKC');
    const by = (code: (task: MatterState) => string) => tasks.filter((task) => holds(name, code(task)));
    const byNumber = by(({ number }) => number);
    const byCode = byNumber.length > 0 ? byNumber : by(({ fields }) => text(fields.indicator));
    const found = byCode.length > 0 ? byCode : tasks.filter((task) => isTitled(name, task));
    if (found.length === 0) loose.push({ ...file, why: '没有对上哪一行' });
    for (const { id, number } of found) {
      const own = files.get(id) ?? [];
      if (own.length >= MOST) loose.push({ ...file, why: `${number} 的佐证已满 ${MOST} 件` });
      else files.set(id, [...own, file.id]);
    }
  }
  return { files, loose };
}

/** 填报：开办企业时间（柯城区，2026 年） → 开办企业时间. */
export const titleOf = ({ fields }: MatterState): string =>
  text(fields.title).replace(/^(?:填报|更正)：|（[^（]*）$/gu, '');

/** Is shown by 开办企业时间.pdf. */
const isTitled = (name: string, task: MatterState): boolean => {
  const title = titleOf(task);
  return title.length > 1 && name.replace(/\.[^.]*$/u, '').trim() === title;
};
