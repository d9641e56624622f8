import type { FileValue } from '#kernel';
import { readTable, writeTable } from '#platform/documents';

const HEADINGS = ['业务编号', '银行流水号', '收款账号', '收款户名', '金额（元）', '处理结果', '失败原因'];

/** What the demo's bank answers to a payment file: all arrived but one, and what goes to an account that was closed. */
export async function answerOfBank(file: FileValue, closed: ReadonlySet<string>): Promise<FileValue> {
  const rows = (await readTable(file, ['收款账号'])) ?? [];
  return writeTable({
    kind: 'xlsx',
    name: '银行回单（演示）',
    mark: '',
    headings: HEADINGS,
    rows: rows.map(({ cells }, at) => {
      const isClosed = closed.has(cells.get('收款户名') ?? '');
      const why = isClosed ? '收款账户已销户' : at === 4 ? '户名不符' : '';
      return [
        cells.get('业务编号') ?? '',
        `YS${cells.get('业务编号')}`,
        cells.get('收款账号') ?? '',
        cells.get('收款户名') ?? '',
        cells.get('金额（元）') ?? '',
        why ? '退汇' : '成功',
        why,
      ];
    }),
  });
}
