import { type Call, type FileValue, formatInstant, toInstant } from '#kernel';
import type { MatterQuery } from '#platform/matters';
import type { DocumentPorts } from '../ports.ts';
import { type LedgerColumn, type LedgerItem, ledgerColumns } from './ledger-columns.ts';
import { ledgerNames, listedItems, MOST_ROWS, mainLoop } from './ledger-items.ts';
import { writeSheet } from './workbook.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Any list of matters as a workbook that can be edited and read back. Who took it out is logged and printed on it. */
export async function exportMatters(ports: DocumentPorts, call: Call, query: MatterQuery): Promise<FileValue> {
  const { items, cut } = await listedItems(ports, call, query);
  const names = await ledgerNames(ports, call);
  const definition = mainLoop(ports, call, items);
  const columns = ledgerColumns(definition, names).filter((each) => isWorthShowing(each, items));
  const at = formatInstant(toInstant(call.now)).slice(0, 16).replace('T', ' ');
  const person = (await ports.matters.personNames(call.tenant, [call.actor.id])).get(call.actor.id);
  const who = [call.actor.unit ? names.unit(call.actor.unit) : '', person ?? call.actor.id].join(' ').trim();
  const bytes = await writeSheet({
    name: definition?.title ?? '事项',
    columns,
    rows: items.map((item) => columns.map((each) => each.value(item))),
    watermark: `${who} ${at} 导出，内部资料，注意保管`,
    ...(cut ? { notice: `只列出前 ${MOST_ROWS} 件，请缩小筛选范围后分批导出` } : {}),
  });
  await ports.audit(call, {
    act: 'matters.export',
    object: definition?.loop ?? '',
    detail: { rows: items.length, query },
  });
  return { name: `${definition?.title ?? '事项'}台账${at.slice(0, 10)}.xlsx`, type: XLSX, bytes };
}

/** A column in which nobody has anything is left out, unless it is there to be filled in. */
const isWorthShowing = (column: LedgerColumn, items: readonly LedgerItem[]): boolean =>
  column.change !== undefined || column.hidden === true || items.some((each) => column.value(each) !== null);
