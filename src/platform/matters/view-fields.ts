import { type MatterState, printedFields, type Standing, standingOf } from '#engines/matters';
import { displayOf } from './display-of.ts';
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
  const { definition, calendar } = context;
  const words = printedFields(definition);
  return definition.fields.flatMap((field) => {
    const { name, title, type, list, personal = false, late } = field;
    if ((!showsSubject && personal) || (outside && late) || words.has(name)) return [];
    const content = state.contents[name];
    const standing = content
      ? { value: texts.get(content.ref) ?? ERASED }
      : standingOf(definition, state, field, calendar);
    const { value } = standing;
    if (value === undefined || value === null || value === '') return [];
    const shown = displayOf(value, type, list, names);
    const masked = personal && !isSubject && value !== ERASED;
    const display = masked ? maskPersonal(shown) : shown;
    const said = masked ? { display } : saidOf(standing, display, (each) => displayOf(each, type, list, names));
    return [{ name, title, type, value: masked || (outside && type === 'units') ? display : value, ...said, masked }];
  });
}

/** As printed, with what it means on demand; what it was before, where the matter moved on. */
function saidOf(
  { value, was, printed }: Standing,
  display: string,
  say: (value: unknown) => string,
): Pick<MatterDetail['fields'][number], 'display' | 'was' | 'means'> {
  if (was !== undefined) return { display, was: printed ?? say(was) };
  if (printed === undefined || printed === display) return { display };
  return { display: printed, ...(Array.isArray(value) ? { means: display } : {}) };
}
