import type { PlanBoardTask, PlanDraft, PlanMeasure, PlanRow } from '../types/index.ts';
import { rows } from './rows.ts';

const text = `衢州市打造中国营商环境最优城市2021年实施方案
二、主要任务
（一）构建精准高效的政策环境。
1．推进涉企政策网办快办。
优化政企通平台政策兑现功能，实现涉企资金100%网上兑现。（市营商办牵头，市财政局、市大数据局按职责分工负责；6月底前完成）
探索政策即申即享，实现政策从申报至到账的全流程线上自动化办理。（市营商办、市大数据局；全年）
细化企业标签管理，实现涉企政策精准推送。
2．开展涉企收费专项治理。
对各类涉企收费优惠政策落实情况开展专项检查，防止减税降费红利被截留。（市市场监管局，市级有关部门；10月底前）
开展行业协会商会收费情况自查，整改落实乱收费问题。（市民政局、市行协办；适时）
`;

function measure(key: string, start: string, length: number, part: Partial<PlanMeasure>): PlanMeasure {
  const from = text.indexOf(start);
  return {
    key,
    number: Number(/\((\d)\)/.exec(key)?.[1] ?? 1),
    text: text.slice(from, from + length),
    evidence: { lead: spanOf(from, '市') },
    lead: ['市营商办'],
    responsible: [],
    due: { text: '全年', date: '2021-12-31' },
    inherited: [],
    targets: [],
    span: [from, text.indexOf('\n', from)],
    confidence: 0.95,
    ...part,
  };
}

export const planDraft: PlanDraft = {
  title: '衢州市打造中国营商环境最优城市2021年实施方案',
  documentNumber: '衢政办发〔2021〕7号',
  year: 2021,
  issuedOn: '2021-04-12',
  tasks: [
    {
      number: 1,
      key: '1',
      title: '推进涉企政策网办快办',
      part: '构建精准高效的政策环境',
      measures: [
        measure('1-(1)', '优化政企通', 30, {
          responsible: ['市财政局', '市大数据局'],
          due: { text: '6月底前', date: '2021-06-30' },
          targets: [{ text: '100%网上兑现', comparator: '>=', value: 100, unit: '%' }],
        }),
        measure('1-(2)', '探索政策', 33, { responsible: ['市大数据局'] }),
        measure('1-(3)', '细化企业', 20, {
          inherited: ['lead', 'responsible', 'due'],
          confidence: 0.72,
          responsible: ['市大数据局'],
        }),
      ],
    },
    {
      number: 2,
      key: '2',
      title: '开展涉企收费专项治理',
      part: '构建精准高效的政策环境',
      measures: [
        measure('2-(1)', '对各类', 37, {
          lead: ['市市场监管局'],
          responsible: ['市级有关部门'],
          due: { text: '10月底前', date: '2021-10-31' },
        }),
        measure('2-(2)', '开展行业', 26, {
          lead: ['市民政局'],
          responsible: ['市行协办'],
          due: { text: '适时', date: null },
          doubts: ['“适时”不是一个日期', '单位“市行协办”不在单位名录中'],
          confidence: 0.41,
        }),
      ],
    },
  ],
  repairs: [
    { kind: 'width', note: '半角标点改为全角' },
    { kind: 'nav', note: '删去网页导航行' },
  ],
  names: [
    { name: '市营商办', unit: { id: 'ysb', name: '市营商办' } },
    { name: '市财政局', unit: { id: 'czj', name: '市财政局' } },
    { name: '市大数据局', unit: { id: 'dsj', name: '市大数据局' } },
    { name: '市市场监管局', unit: { id: 'scj', name: '市市场监管局' } },
    { name: '市民政局', unit: { id: 'mzj', name: '市民政局' } },
    { name: '市级有关部门', group: true, unit: { id: 'all', name: '市级有关部门（组）' } },
    {
      name: '市行协办',
      candidates: [
        { id: 'mzj', name: '市民政局' },
        { id: 'fgw', name: '市发改委' },
      ],
    },
  ],
  source: { text, name: '衢政办发〔2021〕7号.docx' },
};

export const planRows: readonly PlanRow[] = [
  {
    id: 'p1',
    title: '衢州市打造中国营商环境最优城市2026年实施方案',
    documentNumber: '衢政办发〔2026〕7号',
    year: 2026,
    status: 'published',
    demo: true,
    tasks: 22,
    measures: 123,
    lamps: { overdue: 4, near: 11, normal: 86, suspended: 2, done: 20 },
  },
  {
    id: 'p2',
    title: planDraft.title,
    documentNumber: '衢政办发〔2021〕7号',
    year: 2021,
    status: 'draft',
    tasks: 22,
    measures: 123,
  },
  {
    id: 'p3',
    title: '衢州市优化营商环境“一号改革工程”2023年任务清单',
    year: 2023,
    status: 'history',
    tasks: 28,
    measures: 28,
    lamps: { done: 28 },
  },
];

export function planTree(): readonly PlanBoardTask[] {
  return planDraft.tasks.map((task, t) => ({
    ...task,
    measures: task.measures.map((one, m) => {
      const matter = rows[t * 7 + m * 3];
      return { ...one, ...(matter && { matter }) };
    }),
  }));
}

function spanOf(after: number, sign: string): readonly [number, number] {
  const start = text.indexOf('（', after) + 1;
  const from = text.indexOf(sign, start);
  return [from, text.indexOf('）', from)];
}
