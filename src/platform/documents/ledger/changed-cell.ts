import type { Act, Field, LoopDefinition } from '#engines/matters';
import { type Call, writtenDay } from '#kernel';
import type { DocumentPorts } from '../ports.ts';
import { comparable, type LedgerColumn, type LedgerItem, TAGS_TITLE } from './ledger-columns.ts';
import type { CellValue } from './workbook.ts';

/** A move that a changed cell asks for. */
export type Wanted = {
  readonly column: string;
  readonly says: string;
  readonly move: string;
  readonly act: Act;
  readonly input: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, unknown>>;
};
type Wrong = { readonly message: string };

/** What a changed cell means, or why it means nothing. */
export async function readCell(
  ports: DocumentPorts,
  call: Call,
  column: LedgerColumn,
  cell: CellValue,
  item: LedgerItem,
  definition: LoopDefinition,
): Promise<Wanted | Wrong> {
  if (!column.change) return { message: `“${column.title}”不能在台账里修改` };
  const { act, field } = column.change;
  const move = Object.entries(definition.moves).find(([, each]) => each.act === act)?.[0];
  if (!move) return { message: `“${definition.title}”不能这样修改` };
  const says = `${column.title}：${comparable(column.value(item)) || '（空）'} → ${comparable(cell) || '（空）'}`;
  const base = { column: column.title, says, move, act, input: {}, fields: {} };
  if (act === 'progress')
    return { ...base, says: `报进展：${comparable(cell).slice(0, 60)}`, input: { note: comparable(cell) } };
  if (act === 'transfer') return transfer(ports, call, comparable(cell), base);
  if (!field) return { ...base, fields: column.title === TAGS_TITLE ? { tags: splitList(comparable(cell)) } : {} };
  const value = await fieldValue(ports, call, field, cell);
  if ('message' in value) return value;
  const words = field.printed === undefined ? {} : { [field.printed]: comparable(cell) };
  return { ...base, fields: { [field.name]: value.value, ...words } };
}

/** A separator inside brackets belongs to a name: 各县（市、区）. */
const splitUnits = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[、，,;；\s]+(?![^（(]*[）)])/)
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  ),
];

const splitList = (text: string): readonly string[] => [
  ...new Set(text.split(/[、，,;；\s]+/).filter((each) => each !== '')),
];

/** The first name gets it; those after it are asked to lead with it. */
async function transfer(ports: DocumentPorts, call: Call, cell: string, base: Wanted): Promise<Wanted | Wrong> {
  const found = await unitsNamed(ports, call, splitUnits(cell));
  if ('message' in found) return found;
  const [first, ...others] = found.map((each) => each.id);
  if (first === undefined) return { message: `${base.column}不能清空` };
  const units = others.length > 0 ? { units: others } : {};
  return { ...base, input: { unit: first, ...units, note: '按台账变更' } };
}

type NamedUnit = { readonly id: string; readonly members: readonly string[] };

async function unitsNamed(
  ports: DocumentPorts,
  call: Call,
  names: readonly string[],
): Promise<readonly NamedUnit[] | Wrong> {
  const units: NamedUnit[] = [];
  for (const name of names) {
    const unit = await ports.unitNamed(call.tenant, name, call.now);
    if (!('id' in unit)) return unknownUnit(name, unit.nearest);
    units.push(unit);
  }
  return units;
}

const unknownUnit = (name: string, nearest: readonly string[]): Wrong => ({
  message: `没有名为“${name}”的单位${nearest.length > 0 ? `，是否为：${nearest.join('、')}` : ''}`,
});

async function fieldValue(
  ports: DocumentPorts,
  call: Call,
  field: Field,
  cell: CellValue,
): Promise<{ readonly value: unknown } | Wrong> {
  const text = comparable(cell);
  if (text === '') return field.required ? { message: `“${field.title}”不能清空` } : { value: '' };
  if (field.type === 'date') {
    const day = dayIn(cell);
    return day ? { value: day } : { message: `“${text}”不是日期，请写成 2026-06-30` };
  }
  if (field.type === 'number') {
    const number = Number(text);
    return Number.isFinite(number) ? { value: number } : { message: `“${text}”不是数字` };
  }
  if (field.type !== 'unit' && field.type !== 'units') return { value: text };
  const units = await unitsNamed(ports, call, field.type === 'unit' ? [text] : splitUnits(text));
  if ('message' in units) return units;
  if (field.type === 'unit') return { value: units[0]?.id };
  // A group is written by its name and means whoever belongs to it today.
  return { value: [...new Set(units.flatMap((each) => each.members))] };
}

/** A date cell, 2026-06-30, 2026.6.30, 2026/6/30, 2026年6月30日, or Excel's serial number. */
export function dayIn(cell: CellValue): string | undefined {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? undefined : cell.toISOString().slice(0, 10);
  if (typeof cell === 'number')
    return cell > 20_000 && cell < 80_000
      ? new Date(Math.round((cell - 25_569) * 86_400_000)).toISOString().slice(0, 10)
      : undefined;
  return writtenDay(cell ?? '');
}
