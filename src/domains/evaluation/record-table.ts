import { type Call, type FileValue, formatInstant, toInstant } from '#kernel';
import { indicatorNamed } from './events/read.ts';
import type { EvaluationPorts } from './ports.ts';
import { type Behind, keyOf, type RecordsPage, recordsPage } from './record-page.ts';

const PAGE = 200;
const MOST = 5000;
const PARTS = { counted: '计入的', meets: '算数的', rest: '没有算数的' } as const;
const moment = (at: number): string => formatInstant(toInstant(at)).slice(0, 16).replace('T', ' ');

/** The records behind a number as a workbook, as far as one file holds; that somebody took it out is noted. */
export async function exportRecords(ports: EvaluationPorts, call: Call, asked: Behind): Promise<FileValue> {
  const { indicator } = indicatorNamed(ports, asked.id);
  const items: RecordsPage['items'] = [];
  let [hidden, after, total]: [number, string | undefined, number] = [0, undefined, 0];
  do {
    const page: RecordsPage = await recordsPage(ports, call, asked, { after: keyOf(after), limit: PAGE });
    items.push(...page.items);
    hidden += page.hidden;
    total = page.total ?? total;
    after = page.next;
  } while (after !== undefined && items.length + hidden < MOST);
  const notes = [
    ...(after === undefined ? [] : [`共 ${total} 条，只列出最近 ${MOST} 条，请缩小范围分批导出`]),
    ...(hidden > 0 ? [`另有 ${hidden} 条您无权查看内容，未列出`] : []),
  ];
  await ports.audit(call, {
    act: 'indicators.records-export',
    object: asked.id,
    detail: { rows: items.length, asked },
  });
  return ports.files.table(call, {
    name: `${indicator.title} ${PARTS[asked.part]}记录`,
    headings: ['编号', '标题', '单位', '环节', '提出时间', '计入时间', `数值（${indicator.unit}）`, '是否算数'],
    rows: [
      ...items.map(({ number, title, unit, status, openedAt, at, value, meets }) => [
        ...[number ?? '', title ?? '', unit ?? '', status ?? '', moment(openedAt), moment(at)],
        value ?? '',
        indicator.kind === 'rate' ? (meets ? '是' : '否') : '',
      ]),
      ...notes.map((each) => [each]),
    ],
  });
}
