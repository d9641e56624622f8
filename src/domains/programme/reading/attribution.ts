import type { DateContext } from './dates.ts';
import { countDates, readDue } from './due.ts';
import type { Due } from './types.ts';
import { looksLikeUnit, splitUnits } from './units.ts';

/** Who and until when, as one bracket says it. */
export type Attribution = {
  readonly lead: readonly string[];
  readonly responsible: readonly string[];
  readonly due: Due | null;
  /** The bracket names no lead; the first unit is taken for it, as officials do. */
  readonly leadByOrder: boolean;
};

const LEAD_KEY = '牵头(?:责任)?(?:单位|部门|处室)?|主办(?:单位|部门)|主责(?:单位|部门)|第一责任单位';
const RESPONSIBLE_KEY =
  '(?:主要)?责任(?:单位|部门|主体)|配合(?:单位|部门)?|协办(?:单位|部门)|协同(?:单位|部门)|参与(?:单位|部门)|承办(?:单位|部门)|协助(?:单位|部门)|落实(?:单位|部门)|实施(?:单位|部门)';
const DUE_KEY = '(?:完成|办结|办理|工作|落实|推进|整改)?(?:时间|时限|期限|日期|节点)(?:要求|节点|安排)?|时间节点|完成';
/** Says who, not which unit. */
const PERSON_KEY = '(?:牵头|责任|分管|联系|挂钩)(?:市|县)?(?:领导|人)|联系人|责任人|联络员';
const keyed = new RegExp(
  `(?<lead>${LEAD_KEY})[：:]|(?<responsible>${RESPONSIBLE_KEY})[：:]|(?<due>${DUE_KEY})[：:]|(?<other>${PERSON_KEY})[：:]`,
  'g',
);

type Key = 'lead' | 'responsible' | 'due';
const cut = (text: string): string => text.replace(/^[\s，,；;、。]+|[\s，,；;、。]+$/g, '');
const unique = (names: readonly string[]): string[] => [...new Set(names)];

/** "牵头单位:X;责任单位:Y;6月底前完成": each key holds until the next one. */
function readKeyed(text: string, context: DateContext): Attribution | null {
  const keys = [...text.matchAll(keyed)];
  if (keys.length === 0) return null;
  const values: Record<Key, string[]> = { lead: [], responsible: [], due: [] };
  keys.forEach((key, i) => {
    const name: Key =
      key.groups?.lead !== undefined ? 'lead' : key.groups?.responsible !== undefined ? 'responsible' : 'due';
    if (key.groups?.other !== undefined) return;
    const value = cut(text.slice(key.index + key[0].length, keys[i + 1]?.index ?? text.length));
    if (name === 'due') values.due.push(value);
    else {
      const { rest, due } = takeDue(value, context);
      values[name].push(...splitUnits(rest));
      if (due !== null) values.due.push(due);
    }
  });
  const due = values.due[0];
  const named = values.lead.length > 0;
  const [first, ...others] = values.responsible;
  return {
    lead: named ? unique(values.lead) : first === undefined ? [] : [first],
    responsible: unique(named ? values.responsible : others),
    due: due === undefined ? null : readDue(trimDone(due), context),
    leadByOrder: !named && first !== undefined,
  };
}

const trimDone = (text: string): string =>
  cut(text).replace(/(?:前)?(?:全面|基本)?(?:完成|实现|落实到位|落实|办结)$/, (found) =>
    found.startsWith('前') ? '前' : '',
  );

/** Takes the piece that is nothing but a time limit out of a list of units. */
function takeDue(text: string, context: DateContext): { readonly rest: string; readonly due: string | null } {
  let due: string | null = null;
  const rest = text
    .split(/(?<=[，,；;。\n])/)
    .filter((piece) => {
      const plain = trimDone(piece);
      const isTime =
        plain.length <= 22 &&
        !looksLikeUnit(plain) &&
        (countDates(plain, context) > 0 ||
          /^(?:全年|长期|持续|常态|每[\p{Script=Han}\d]{1,4}|.*(?:月底前?|年底前?|季度末?前?|年内|个月内))/u.test(
            plain,
          ));
      if (isTime && due === null) due = plain;
      return !isTime;
    })
    .join('');
  return { rest: cut(rest), due };
}

const VERBS =
  '(?:按照?(?:各自)?职责(?:分工)?|根据职责(?:分工)?|分别|共同|具体|统筹|组织)*(?:负责(?:落实|实施|推进)?|落实|配合(?:落实)?|参与|协助|实施|推进|承担)';
const trimVerb = (text: string): string =>
  cut(text.replace(new RegExp(`${VERBS}$`), ''))
    .replace(/^(?:由|会同|联合(?!会))/, '')
    .replace(/等(?:单位|部门)?$/, '');

/** "X牵头,Y、Z按职责分工负责" and "X会同Y负责". */
function readSentence(text: string, context: DateContext): Attribution | null {
  const { rest, due: printed } = takeDue(text, context);
  const due = printed === null ? null : readDue(printed, context);
  const led = /^(?:由)?(.*?)(?:共同|联合)?牵头(?:负责|实施|落实|推进|组织)*(?:[，,；;、。]|$)(.*)$/s.exec(rest);
  if (led !== null) {
    const lead = splitUnits(led[1] ?? '');
    return { lead, responsible: splitUnits(trimVerb(led[2] ?? '')), due, leadByOrder: false };
  }
  const joined = /^(?:由)?([^、，,；;]+?)(?:会同|联合(?!会))(.+)$/s.exec(trimVerb(rest));
  if (joined !== null && looksLikeUnit(cut(joined[1] ?? '')))
    return { lead: splitUnits(joined[1] ?? ''), responsible: splitUnits(joined[2] ?? ''), due, leadByOrder: false };
  const clauses = rest.split(/(?<=负责|配合|落实)[，,；;]/);
  const [lead, ...responsible] = unique(clauses.flatMap((clause) => splitUnits(trimVerb(clause))));
  return lead === undefined && due === null
    ? null
    : { lead: lead === undefined ? [] : [lead], responsible, due, leadByOrder: lead !== undefined };
}

/**
 * Reads what stands inside an attribution bracket.
 *
 * @example
 * readAttribution('市发改委牵头，市住建局、市级有关部门按职责分工负责', context)
 * // { lead: ['市发改委'], responsible: ['市住建局', '市级有关部门'], due: null, leadByOrder: false }
 */
export function readAttribution(inside: string, context: DateContext): Attribution {
  const text = cut(inside);
  return (
    readKeyed(text, context) ??
    readSentence(text, context) ?? { lead: [], responsible: [], due: null, leadByOrder: false }
  );
}

const SAYS_SO = new RegExp(`牵头|负责|配合|(?:${LEAD_KEY}|${RESPONSIBLE_KEY}|${DUE_KEY})[：:]`);

/** Is this bracket about who does it? `closes`: it stands at the end of the passage, after a full stop. */
export function isAttribution(inside: string, closes: boolean, context: DateContext): boolean {
  const text = cut(inside);
  if (text === '' || /^[\d一二三四五六七八九十]{1,3}$/.test(text) || /[。！？]./.test(text)) return false;
  if (SAYS_SO.test(text) && (closes || text.length > 3)) return true;
  const { rest, due } = takeDue(text, context);
  const units = splitUnits(rest);
  if (units.length === 0) return due !== null && closes;
  const known = units.filter(looksLikeUnit).length;
  if (known * 2 > units.length || (known > 0 && known * 2 === units.length)) return closes || units.length > 1;
  return closes && units.length > 1 && units.every((unit) => unit.length <= 20);
}
