import { describe, expect, it } from 'vitest';
import type { MatterState } from '#engines/matters';
import { EvidenceList, sortEvidence } from './evidence.ts';

const task = (id: string, number: string, indicator: string, title: string): MatterState =>
  ({ id, number, fields: { indicator, title: `填报：${title}（柯城区，2026 年）` } }) as unknown as MatterState;
const TASKS = [
  task('a', 'TB-2026-000001', 'n01-1', '企业开办环节'),
  task('b', 'TB-2026-000002', 'n01-12', '企业开办时间'),
  task('c', 'TB-2026-000003', 'n01-1', '企业开办环节'),
];
const sorted = (...names: readonly string[]) => {
  const { files, loose } = sortEvidence(
    TASKS,
    names.map((name, at) => ({ id: String(at), name })),
  );
  return { files: Object.fromEntries(files), loose: loose.map((each) => each.name) };
};

describe('evidence beside a table', () => {
  it('goes by the number of a task before the code of its indicator', () => {
    expect(sorted('TB-2026-000002 统计表.pdf').files).toEqual({ b: ['0'] });
    expect(sorted('n01-1 在 TB-2026-000003.pdf').files).toEqual({ c: ['0'] });
  });
  it('goes by a code that stands for itself, to every place that states it', () => {
    expect(sorted('n01-1.pdf').files).toEqual({ a: ['0'], c: ['0'] });
    expect(sorted('截图（n01-12）.png').files).toEqual({ b: ['0'] });
    expect(sorted('n01-12和n01-1.pdf').files).toEqual({ a: ['0'], b: ['0'], c: ['0'] });
    expect(sorted('xn01-1.pdf', 'n01-123.pdf')).toEqual({ files: {}, loose: ['xn01-1.pdf', 'n01-123.pdf'] });
  });
  it('goes by the title alone, and is told where it goes nowhere', () => {
    expect(sorted('企业开办时间.docx', '会议照片.png')).toEqual({ files: { b: ['0'] }, loose: ['会议照片.png'] });
  });
  it('is no more than a task takes', () => {
    const many = Array.from({ length: 10 }, (_, at) => `TB-2026-000001 ${at}.png`);
    const { files, loose } = sorted(...many);
    expect(files.a).toHaveLength(9);
    expect(loose).toEqual(['TB-2026-000001 9.png']);
  });
  it('is a list of files and nothing else', () => {
    expect(EvidenceList.parse(undefined)).toEqual([]);
    for (const wrong of ['{', '{}', '[1]', '[{"id":"","name":"x"}]'])
      expect(EvidenceList.safeParse(wrong).success).toBe(false);
  });
});
