import { Day, refuse } from '#kernel';
import type { Need } from './definition/schema.ts';
import { type Inputs, isRef } from './events.ts';

const isText = (value: unknown): boolean => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isDay = (value: unknown): boolean => Day.safeParse(value).success;

export const asFields = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isRef(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

const FITS: Readonly<Record<Need['type'], (value: unknown, need: Need) => boolean>> = {
  text: isRef,
  longtext: isRef,
  unit: isText,
  units: isTexts,
  section: isText,
  person: isText,
  code: (value, { options }) => isText(value) && (!options || options.some((each) => each.code === value)),
  date: isDay,
  number: (value, { max }) =>
    typeof value === 'number' && Number.isFinite(value) && (max === undefined || value <= max),
  boolean: (value) => typeof value === 'boolean',
  file: isText,
  files: isTexts,
  matter: isText,
  clock: isText,
  obligation: isText,
  fields: (value) => asFields(value) !== undefined,
};

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * Checks an input against what the move needs and keeps nothing else.
 * Free text has already been put apart: here it is a ContentRef.
 * @throws Refusal `matter.needs` naming every field that is missing or wrong
 */
export function checkNeeds(needs: readonly Need[], input: Inputs): Inputs {
  const wrong: { path: string; message: string }[] = [];
  const kept: Record<string, unknown> = {};
  for (const need of needs) {
    const value = input[need.name];
    if (isMissing(value)) {
      if (need.required) wrong.push({ path: need.name, message: `请填写“${need.title}”` });
    } else if (!FITS[need.type](value, need)) wrong.push({ path: need.name, message: `“${need.title}”填写有误` });
    else kept[need.name] = value;
  }
  if (wrong.length === 0) return kept;
  throw refuse({
    code: 'matter.needs',
    kind: 'invalid',
    what: wrong.map((each) => each.message).join('；'),
    at: wrong,
  });
}
