import { Day, refuse } from '#kernel';
import type { Field, LoopDefinition } from './definition/schema.ts';
import { type Inputs, isRef } from './events.ts';

const isText = (value: unknown): boolean => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isFree = (value: unknown): boolean => isText(value) || isRef(value);

const FITS: Readonly<Record<Field['type'], (value: unknown) => boolean>> = {
  text: isFree,
  longtext: isFree,
  code: isText,
  codes: isTexts,
  number: isNumber,
  money: (value) => Number.isSafeInteger(value),
  date: (value) => Day.safeParse(value).success,
  boolean: (value) => typeof value === 'boolean',
  region: isText,
  unit: isText,
  units: isTexts,
};

/**
 * Every value fits the field's type; null and '' say that it is not known.
 * @throws Refusal `matter.fields`
 */
export function checkFieldTypes(definition: LoopDefinition, fields: Inputs): void {
  // A caller's bug, not a user's mistake: events carry no personal data.
  for (const field of definition.fields)
    if (isSealed(field, definition) && isText(fields[field.name]) && fields[field.name] !== '')
      throw new Error(`${definition.loop}.${field.name}: free text must be put apart before it reaches the engine`);
  const wrong = definition.fields
    .filter(({ name, type }) => !isUnknown(fields[name]) && !FITS[type](fields[name]))
    .map(({ name, title }) => ({ path: name, message: `“${title}”填写有误` }));
  if (wrong.length > 0)
    throw refuse({
      code: 'matter.fields',
      kind: 'invalid',
      what: wrong.map((each) => each.message).join('；'),
      at: wrong,
    });
}

const isUnknown = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Free text that lies apart, encrypted. */
const isSealed = ({ type, public: open, personal }: Field, definition: LoopDefinition): boolean =>
  (type === 'text' || type === 'longtext') && (personal === true || (definition.private && !open));
