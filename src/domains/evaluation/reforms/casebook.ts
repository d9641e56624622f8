import type { Paper } from '../ports.ts';
import type { ReformCase, Vote } from './ports.ts';
import { trailOf } from './votes.ts';

const MOST = 20;
const COUNT = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const;

/** 一 … 二十. */
const ordinal = (n: number): string => (n <= 10 ? (COUNT[n - 1] ?? '') : n < 20 ? `十${COUNT[n - 11] ?? ''}` : '二十');

/** The best twenty awarded cases as a book: contents, then a page for each. */
export function casebookOf(
  period: string,
  awarded: readonly ReformCase[],
  votes: ReadonlyMap<string, readonly Vote[]>,
  name: (unit: string) => string,
): Paper {
  const chosen = awarded
    .toSorted((a, b) => (b.mean ?? 0) - (a.mean ?? 0) || (a.number < b.number ? -1 : 1))
    .slice(0, MOST);
  const [year, quarter] = period.split('-Q');
  const when = `${year}年${quarter ? `第${COUNT[Number(quarter) - 1] ?? ''}季度` : ''}`;
  return {
    title: `${when}“微改革”案例汇编`,
    subtitle: `共 ${chosen.length} 个案例`,
    parts: [
      {
        kind: 'table',
        headings: ['序号', '案例', '推荐单位', '平均分'],
        widths: [2, 7, 4, 2],
        rows: chosen.map((each, at) => [String(at + 1), each.title, name(each.unit), each.mean?.toFixed(1) ?? '']),
      },
      ...chosen.flatMap((each, at): Paper['parts'] => [
        { kind: 'break' },
        { kind: 'heading', text: `${ordinal(at + 1)}、${each.title}` },
        { kind: 'text', text: `推荐单位：${name(each.unit)}（${each.number}）` },
        { kind: 'subheading', text: '（一）解决什么问题' },
        { kind: 'text', text: each.problem },
        { kind: 'subheading', text: '（二）主要做法' },
        { kind: 'text', text: each.practice },
        { kind: 'subheading', text: '（三）取得成效' },
        { kind: 'text', text: each.effect },
        { kind: 'subheading', text: '（四）来源和评审' },
        { kind: 'text', text: `${name(each.unit)} ${each.quarter} 推荐，材料见 ${each.number}，公示期满入选。` },
        { kind: 'text', text: trailOf(votes.get(each.id) ?? [], name) },
      ]),
    ],
  };
}
