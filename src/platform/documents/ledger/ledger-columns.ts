import {
  type Act,
  type Field,
  type LoopDefinition,
  type MatterState,
  printedFields,
  type Standing,
  standingOf,
} from '#engines/matters';
import { dayOf, toInstant, type WorkingCalendar } from '#kernel';
import type { MatterRow } from '#platform/matters';
import { workingText } from '../wording.ts';
import type { CellValue, SheetColumn } from './workbook.ts';

/** A row of the ledger: what lists show and what the matter itself says. */
export type LedgerItem = { readonly row: MatterRow; readonly state: MatterState };

export type LedgerColumn = SheetColumn & {
  readonly value: (item: LedgerItem) => CellValue;
  /** Changes by itself with time: never read back. */
  readonly volatile?: boolean;
  /** What a changed cell asks for. */
  readonly change?: { readonly act: Extract<Act, 'amend' | 'transfer' | 'progress'>; readonly field?: Field };
};

export type LedgerNames = {
  readonly unit: (id: string) => string;
  readonly code: (list: string, code: string) => string;
  readonly calendar: WorkingCalendar;
};

const LAMPS = { normal: '正常', near: '临期', overdue: '超期', suspended: '暂停', done: '办结' } as const;
export const ID_TITLE = '内部编号（勿改）';
export const VERSION_TITLE = '版本（勿改）';
export const NUMBER_TITLE = '编号';
export const PROGRESS_TITLE = '本期进展（填写后导入）';
export const TAGS_TITLE = '标签';

const dateOf = (at: number | undefined): CellValue =>
  at === undefined ? null : new Date(`${dayOf(toInstant(at))}T00:00:00Z`);
/** A day as Excel keeps it: midnight UTC. */
const dayCell = (value: unknown): CellValue =>
  typeof value === 'string' && value !== '' ? new Date(`${value}T00:00:00Z`) : null;

const column = (
  title: string,
  width: number,
  value: LedgerColumn['value'],
  more: Partial<LedgerColumn> = {},
): LedgerColumn => ({
  title,
  width,
  value,
  ...(more.change ? { editable: true } : {}),
  ...more,
});

/** The columns of a ledger; fields of the loop stand in it where they are no free text about people. */
export function ledgerColumns(definition: LoopDefinition | undefined, names: LedgerNames): readonly LedgerColumn[] {
  const { calendar } = names;
  return [
    column(NUMBER_TITLE, 16, ({ row }) => row.number),
    column('事项类型', 12, ({ row }) => row.loopTitle),
    column('标题', 44, ({ row }) => row.title),
    ...fieldColumns(definition, names),
    column('环节', 10, ({ row }) => row.status.title),
    column('状态', 8, ({ row }) => LAMPS[row.lamp], { volatile: true }),
    column('当前时限', 12, ({ row }) => dateOf(row.dueAt), { volatile: true }),
    column('剩余（负为超期）', 16, ({ row }) => leftText(row, calendar), { volatile: true }),
    column('承办单位', 16, ({ row }) => row.holder?.unit.name ?? null, { change: { act: 'transfer' } }),
    column('科室', 12, ({ row }) => row.holder?.section ?? null),
    column('经办人', 10, ({ row }) => row.holder?.person?.name ?? null),
    column('已持有', 14, ({ row }) => (row.heldWorkingMinutes ? workingText(calendar, row.heldWorkingMinutes) : null), {
      volatile: true,
    }),
    column('企业', 24, ({ row }) => row.enterprise?.name ?? null),
    column('区域', 10, ({ row }) => row.region?.title ?? null),
    column('类别', 12, ({ row }) => row.category?.title ?? null),
    column('定级', 8, ({ row }) => row.grade?.title ?? null),
    column('来源', 12, ({ row }) => row.channel?.title ?? null),
    column('立项日期', 12, ({ row }) => dateOf(row.openedAt)),
    column('办结日期', 12, ({ row }) => dateOf(row.closedAt)),
    column('标记', 12, ({ row }) => row.flags.map((each) => each.title).join('、') || null, { volatile: true }),
    column(TAGS_TITLE, 14, ({ row }) => row.tags.join('、') || null, { change: { act: 'amend' } }),
    column(PROGRESS_TITLE, 36, () => null, { change: { act: 'progress' } }),
    column(VERSION_TITLE, 8, ({ state }) => state.seq, { hidden: true, volatile: true }),
    column(ID_TITLE, 10, ({ row }) => row.id, { hidden: true, volatile: true }),
  ];
}

function leftText(row: MatterRow, calendar: WorkingCalendar): string | null {
  if (row.remainingMinutes === undefined) return null;
  return `${row.remainingMinutes < 0 ? '-' : ''}${workingText(calendar, row.remainingMinutes)}`;
}

function fieldColumns(definition: LoopDefinition | undefined, names: LedgerNames): readonly LedgerColumn[] {
  if (!definition) return [];
  const words = printedFields(definition);
  return definition.fields
    .filter((field) => field.name !== 'title' && !words.has(field.name) && (field.public || !definition.private))
    .flatMap((field) => {
      const standing = ({ row, state }: LedgerItem) =>
        row.loop === definition.loop ? standingOf(definition, state, field, names.calendar) : undefined;
      const now = column(field.title, widthOf(field), (item) => said(field, standing(item), names), changeOf(field));
      if (!field.follows && field.type !== 'date') return [now];
      // Left out where nothing moved: see isWorthShowing.
      const was = column(`原${field.title}`, widthOf(field), (item) => {
        const { was: before, printed } = standing(item) ?? {};
        return before === undefined ? null : (printed ?? shown(field, before, names));
      });
      return [now, was];
    });
}

/** As printed, unless it is another one by now. */
function said(field: Field, standing: Standing | undefined, names: LedgerNames): CellValue {
  if (!standing) return null;
  const { value, was, printed } = standing;
  return was === undefined && printed !== undefined ? printed : shown(field, value, names);
}

/** Who leads is changed as a person would: the matter is given to another. */
function changeOf(field: Field): Partial<LedgerColumn> {
  if (!EDITABLE.has(field.type)) return {};
  return { change: field.follows ? { act: 'transfer' } : { act: 'amend', field } };
}

const EDITABLE = new Set<Field['type']>(['text', 'longtext', 'date', 'number', 'unit', 'units']);
const WIDTHS: Partial<Record<Field['type'], number>> = { longtext: 48, text: 14, units: 28, unit: 16, date: 12 };
const widthOf = (field: Field): number => WIDTHS[field.type] ?? 12;

function shown(field: Field, value: unknown, { unit, code }: LedgerNames): CellValue {
  if (value === undefined || value === null) return null;
  if (field.type === 'date') return dayCell(value);
  if (field.type === 'unit') return unit(String(value));
  if (Array.isArray(value))
    return value.map((each) => (field.type === 'units' ? unit(String(each)) : String(each))).join('、');
  if (field.type === 'code' && field.list) return code(field.list, String(value));
  return typeof value === 'number' ? value : String(value);
}

/** Cells are compared as people read them. */
export const comparable = (value: CellValue | undefined): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value).replace(/\r\n?/g, '\n').trim();
};
