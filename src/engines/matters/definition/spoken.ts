import type { Budget, Clock, LoopDefinition, Rung, Span, State } from './schema.ts';

/** Definitions in the words of those who read them. */
export const UNIT_WORDS: Readonly<Record<Span['unit'], string>> = {
  'working-day': '个工作日',
  'working-hour': '个工作小时',
  'working-minute': '个工作分钟',
  day: '天',
  hour: '小时',
  minute: '分钟',
  month: '个月',
};

export const spanText = ({ amount, unit }: Span): string => `${amount}${UNIT_WORDS[unit]}`;

export const OWNER_WORDS: Readonly<Record<State['owner'], string>> = {
  office: '营商办',
  holder: '承办单位',
  subject: '企业',
  none: '',
};

export const FALLBACK_WORDS = { office: '营商办', superior: '上一级' } as const;

const ROLE_WORDS: Readonly<Record<string, string>> = { head: '负责人', reviewer: '核稿人', liaison: '联络员' };
const PRINCIPAL_WORDS: Readonly<Record<string, string>> = {
  holder: '承办单位',
  finisher: '报办结的人',
  'co-handler': '会办单位',
  subject: '企业',
  opener: '提出人',
  agent: '代办人',
  system: '系统自动',
  entitled: '有权查看的单位',
  office: '营商办',
  superior: '营商办或其上级',
  permission: '有相应权限的人',
};

/** @example principalText('holder-role:head') // '承办单位负责人' */
export function principalText(principal: string): string {
  const [name = '', argument = ''] = principal.split(':');
  if (name === 'holder-role') return `承办单位${ROLE_WORDS[argument] ?? argument}`;
  return PRINCIPAL_WORDS[name] ?? principal;
}

export function whoText(by: readonly string[]): string {
  const words = [...new Set(by.map(principalText))];
  const contained = words.filter((each) => !words.some((other) => other !== each && other.startsWith(each)));
  return contained.join('、');
}

export function budgetText(definition: LoopDefinition, budget: Budget, unit: Span['unit']): string {
  if (typeof budget === 'number') return `${budget}${UNIT_WORDS[unit]}`;
  if ('until' in budget)
    return `到“${definition.fields.find(({ name }) => name === budget.until)?.title ?? budget.until}”当天下班`;
  const title = (grade: string) => definition.grading.find((each) => each.grade === grade)?.title ?? grade;
  const each = Object.entries(budget.of).map(([grade, amount]) => `${title(grade)}${amount}`);
  return `按定级：${each.join('、')}，未定级${budget.default}（${UNIT_WORDS[unit].replace('个', '')}）`;
}

/** The budget in force: the chosen preset before the clock's own. */
export function clockText(definition: LoopDefinition, name: string, clock: Clock): string {
  const preset = definition.preset ? definition.presets[definition.preset]?.budgets[name] : undefined;
  return budgetText(definition, preset ?? clock.budget, clock.unit);
}

/** @example rungText({offset: 3, title: '督办', …}) // '督办（超期3）' */
export function rungText({ offset, title }: Rung): string {
  if (offset === 0) return title;
  return offset < 0 ? `${title}（提前${-offset}）` : `${title}（超期${offset}）`;
}
