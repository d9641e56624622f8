import type { LoopInfo } from '../../api/loops.ts';
import type { AppealInput, Need } from '../../api/types/index.ts';
import { ENTERPRISE, FILES, isEmpty, type Values } from './open-needs.ts';

/** An appeal is taken in by the one way that all channels share: number, follow code, a word to the enterprise. */
export const isAppeal = (loop: LoopInfo): boolean => loop.id === 'appeal';

export const CHANNEL = ':channel';
export const HIDE = ':hide';
export const ACCUSED = ':accused';

/** How the fields of the loop are called where an appeal is filed. */
const NAMES = {
  title: 'title',
  body: 'body',
  category: 'category',
  region: 'region',
  place: 'place',
  'contact-name': 'contactName',
  'contact-phone': 'contactPhone',
  affected: 'affected',
  amount: 'amount',
  [ENTERPRISE]: 'onBehalfOf',
  [FILES]: 'files',
  [CHANNEL]: 'channel',
  [HIDE]: 'hideIdentity',
  [ACCUSED]: 'complainedOf',
} as const satisfies Readonly<Record<string, keyof AppealInput>>;

const FIRST: Need = {
  name: CHANNEL,
  title: '来源渠道',
  type: 'code',
  list: 'channel',
  required: false,
  hint: '不选则按您的岗位，如营商办登记、12345 热线',
};

const LAST: readonly Need[] = [
  {
    name: ACCUSED,
    title: '被反映的单位',
    type: 'units',
    required: false,
    hint: '反映工作人员作风、投诉单位时填写：这些单位不承办，也看不到这件诉求',
  },
  { name: HIDE, title: '对承办单位隐去身份', type: 'boolean', required: false },
];

/** What an official is asked when he registers an appeal: where it came from first, who must not see what last. */
export function appealNeeds(fields: readonly Need[], files: readonly Need[]): readonly Need[] {
  return [FIRST, ...fields.filter((each) => each.name in NAMES), ...LAST, ...files];
}

/** The form's answers as the appeal is filed; nothing empty is sent. */
export function appealOf(values: Values): AppealInput {
  const named = Object.entries(NAMES).flatMap(([name, as]) => (isEmpty(values[name]) ? [] : [[as, values[name]]]));
  return { body: '', ...Object.fromEntries(named) };
}

/** The place in the form of what the server objects to. */
export const formNameOf = (name: string): string => Object.entries(NAMES).find(([, as]) => as === name)?.[0] ?? name;
