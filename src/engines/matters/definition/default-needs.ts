import type { Act, Need } from './schema.ts';

type Draft = Omit<Need, 'required'> & { readonly required?: boolean };

const need = (name: string, title: string, type: Need['type'], more: Partial<Draft> = {}): Need => ({
  name,
  title,
  type,
  required: true,
  ...more,
});
const may = (name: string, title: string, type: Need['type'], more: Partial<Draft> = {}): Need =>
  need(name, title, type, { ...more, required: false });

const FILES = may('files', '附件', 'files');
const NOTE = may('note', '意见', 'longtext');
const UNITS = may('units', '会办单位', 'units');
const DUE = may('due', '内部时限', 'date', { hint: '须早于本级时限，不填即与本级相同' });
const VERDICT = (title: string, codes: readonly (readonly [string, string])[]): Need =>
  need('verdict', title, 'code', { options: codes.map(([code, title]) => ({ code, title })) });

/**
 * What each act asks for where the pack does not say otherwise, so that a loop need not spell it out.
 * A pack that writes `needs` replaces the whole list.
 */
export const DEFAULT_NEEDS: Readonly<Record<Act, readonly Need[]>> = {
  accept: [NOTE],
  refuse: [need('ground', '不予受理理由', 'code', { list: 'refusals' }), may('note', '说明', 'longtext')],
  assign: [
    need('unit', '承办单位', 'unit'),
    may('person', '经办人', 'person'),
    UNITS,
    DUE,
    may('grade', '定级', 'code', { list: 'grading' }),
    may('note', '分办意见', 'longtext'),
  ],
  sign: [],
  pass: [
    may('unit', '下级单位', 'unit'),
    may('section', '科室', 'section'),
    may('person', '经办人', 'person'),
    DUE,
    may('note', '批转意见', 'longtext'),
  ],
  return: [
    may('proposed', '建议承办单位', 'unit', { hint: '退回营商办时必填' }),
    need('reason', '退办理由', 'longtext'),
  ],
  transfer: [need('unit', '转给哪个单位', 'unit'), UNITS, DUE, need('note', '转办理由', 'longtext')],
  'co-handle': [need('units', '会办单位', 'units'), need('ask', '请会办什么', 'longtext')],
  answer: [
    may('obligation', '答复哪一项', 'obligation'),
    need('kind', '会办意见', 'code', {
      options: [
        { code: 'agree', title: '同意' },
        { code: 'disagree', title: '不同意' },
        { code: 'agree-but-up', title: '同意，但须报上级' },
      ],
    }),
    may('reason', '理由', 'longtext', { hint: '不同意或须报上级时必填' }),
    FILES,
  ],
  progress: [need('note', '进展情况', 'longtext'), may('files', '佐证材料', 'files')],
  draft: [need('text', '答复稿', 'longtext'), FILES],
  review: [
    VERDICT('核稿结论', [
      ['pass', '核稿通过'],
      ['back', '退回修改'],
    ]),
    may('note', '核稿意见', 'longtext', { hint: '退回修改时必填' }),
  ],
  approve: [
    VERDICT('审签结论', [
      ['pass', '同意'],
      ['back', '退回修改'],
    ]),
    may('note', '审签意见', 'longtext', { hint: '退回修改时必填' }),
  ],
  report: [need('note', '办理情况', 'longtext'), FILES],
  finish: [need('reply', '答复内容', 'longtext'), FILES],
  verify: [
    need('outcome', '核验结论', 'code', { options: [{ code: 'resolved', title: '已解决' }] }),
    may('note', '核验情况', 'longtext'),
  ],
  rate: [
    need('grade', '满意程度', 'number', {
      max: 5,
      hint: '5 非常满意、4 满意、3 基本满意、2 不满意、1 非常不满意',
    }),
    may('solved', '问题是否解决', 'boolean'),
    may('note', '评价内容', 'longtext'),
  ],
  'call-back': [
    need('result', '回访结果', 'code', {
      options: [
        { code: 'reached', title: '已接通' },
        { code: 'unreached', title: '未接通' },
        { code: 'declined', title: '不愿接受回访' },
      ],
    }),
    may('solved', '问题是否解决', 'boolean'),
    may('note', '回访记录', 'longtext'),
  ],
  reopen: [need('reason', '重办理由', 'longtext')],
  'request-supplement': [need('ask', '需要补充什么', 'longtext', { hint: '一次性告知全部需补正的内容' })],
  supply: [need('note', '补充说明', 'longtext'), may('files', '补充材料', 'files')],
  withdraw: [may('reason', '撤回原因', 'longtext')],
  'request-extension': [
    may('clock', '哪项时限', 'clock'),
    need('amount', '延长多少', 'number', { hint: '按该时限自己的单位，如工作日' }),
    need('reason', '延期理由', 'longtext'),
  ],
  'decide-extension': [
    VERDICT('审批结论', [
      ['agree', '同意'],
      ['refuse', '不同意'],
    ]),
    may('note', '审批意见', 'longtext'),
  ],
  shelve: [need('review', '复核日期', 'date'), need('note', '挂账理由', 'longtext')],
  unshelve: [NOTE],
  instruct: [
    need('scan', '批示扫描件', 'file'),
    need('units', '落实单位', 'units'),
    need('due', '反馈日期', 'date'),
    may('note', '批示内容', 'longtext'),
  ],
  repudiate: [may('reason', '说明', 'longtext')],
  grade: [need('grade', '定级', 'code', { list: 'grading' }), may('reason', '理由', 'longtext')],
  amend: [need('fields', '更正内容', 'fields'), may('reason', '更正原因', 'longtext')],
  comment: [need('text', '内容', 'longtext'), FILES],
  attach: [need('files', '附件', 'files'), NOTE],
  split: [may('reason', '说明', 'longtext')],
  merge: [need('into', '合并到哪一件', 'matter'), may('reason', '说明', 'longtext')],
  link: [need('matter', '关联哪一件', 'matter'), may('note', '说明', 'longtext')],
  urge: [may('note', '催办内容', 'longtext')],
  supervise: [need('note', '督办要求', 'longtext'), may('due', '反馈日期', 'date')],
  advance: [NOTE],
  lapse: [],
};
