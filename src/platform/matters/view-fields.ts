import type { MatterState } from '#engines/matters';
import { Day, formatDay, formatMoney, money } from '#kernel';
import { maskPersonal } from './mask.ts';
import type { Viewing } from './view-row.ts';
import type { MatterDetail } from './view-schema.ts';

type FieldSources = {
  readonly state: MatterState;
  readonly texts: ReadonlyMap<string, string>;
  readonly outside: boolean;
};

export const ERASED = '（内容已按保存期限删除）';

/** The fields as this reader may see them: personal ones masked, and hidden with the appellant's identity. */
export function fieldsOf(
  { state, texts, outside }: FieldSources,
  { context, names, showsSubject, isSubject }: Viewing,
): MatterDetail['fields'] {
  return context.definition.fields.flatMap(({ name, title, type, list, personal = false, late }) => {
    if ((!showsSubject && personal) || (outside && late)) return [];
    const content = state.contents[name];
    const value = content ? (texts.get(content.ref) ?? ERASED) : state.fields[name];
    if (value === undefined || value === null || value === '') return [];
    const shown = displayOf(value, type, list, names);
    const masked = personal && !isSubject && value !== ERASED;
    const display = masked ? maskPersonal(shown) : shown;
    return [{ name, title, type, value: masked || (outside && type === 'units') ? display : value, display, masked }];
  });
}

function displayOf(value: unknown, type: string, list: string | undefined, names: Viewing['names']): string {
  const one = (each: unknown): string => {
    if (type === 'unit' || type === 'units') return names.unit(String(each)).name;
    if (type === 'region') return names.code('region', String(each)).title;
    if (list) return names.code(list, String(each)).title;
    if (typeof each === 'boolean') return each ? '是' : '否';
    if (type === 'money' && typeof each === 'number') return formatMoney(money(each));
    if (type === 'date' && Day.safeParse(each).success) return sayDay(String(each));
    return typeof each === 'object' ? JSON.stringify(each) : String(each);
  };
  return Array.isArray(value) ? value.map(one).join('、') : one(value);
}

const sayDay = (day: string): string => `${Number(day.slice(0, 4))}年${formatDay(Day.parse(day))}`;
