import type { LoopInfo, Opening } from '../../api/loops.ts';
import type { Need } from '../../api/types/index.ts';

export type Values = Readonly<Record<string, unknown>>;

// What a matter has beside its fields; a loop's field names have no colon.
export const ENTERPRISE = ':enterprise';
export const REGION = ':region';
export const FILES = ':files';

export const filesNeed: Need = { name: FILES, title: '附件', type: 'files', required: false };

/** A loop that asks for the region itself need not be asked twice. */
export const asksRegion = ({ fields = [] }: LoopInfo): boolean => !fields.some((each) => each.type === 'region');

/** The questions of the form: the loop's fields, and what every matter may have. */
export function needsOf(loop: LoopInfo): readonly Need[] {
  const place: readonly Need[] = asksRegion(loop)
    ? [
        {
          name: REGION,
          title: '所在地区',
          type: 'region',
          required: false,
          hint: '由该地区的营商办受理；不填即您单位所在地区',
        },
      ]
    : [];
  return [...(loop.fields ?? []), ...place, filesNeed];
}

export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Absent and empty must not be two things. */
export function openingOf(loop: LoopInfo, values: Values): Opening {
  const filled = Object.entries(values).filter(([, value]) => !isEmpty(value));
  const { [ENTERPRISE]: enterprise, [REGION]: region, [FILES]: files, ...fields } = Object.fromEntries(filled);
  return {
    loop: loop.id,
    fields,
    ...(typeof region === 'string' && { region }),
    ...(typeof enterprise === 'string' && { enterprise }),
    ...(Array.isArray(files) && { files: files.map(String) }),
  };
}
