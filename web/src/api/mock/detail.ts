import type { MatterDetail, Move } from '../types/index.ts';
import { mockNow, rows, units } from './rows.ts';

const hour = 3600_000;

const moves: readonly Move[] = [
  {
    move: 'assign',
    title: '分办',
    primary: true,
    danger: false,
    needs: [
      { name: 'unit', title: '主办单位', type: 'unit', required: true },
      { name: 'coUnits', title: '会办单位', type: 'units', required: false },
      { name: 'grade', title: '定级', type: 'code', required: true, list: 'grade' },
      { name: 'note', title: '交办意见', type: 'longtext', required: false, max: 500 },
    ],
  },
  {
    move: 'urge',
    title: '催办',
    primary: false,
    danger: false,
    needs: [{ name: 'text', title: '催办意见', type: 'longtext', required: true, max: 200 }],
  },
  { move: 'accept', title: '签收', primary: false, danger: false, needs: [] },
  {
    move: 'report',
    title: '报进展',
    primary: false,
    danger: false,
    needs: [
      {
        name: 'text',
        title: '办到哪一步了',
        type: 'longtext',
        required: true,
        max: 1000,
        hint: '企业看得到，请写人话',
      },
      { name: 'files', title: '佐证', type: 'files', required: false },
    ],
  },
  {
    move: 'approve',
    title: '审签',
    primary: false,
    danger: false,
    needs: [{ name: 'opinion', title: '意见', type: 'text', required: false }],
  },
  {
    move: 'correct',
    title: '补正',
    primary: false,
    danger: false,
    needs: [{ name: 'text', title: '要补什么', type: 'longtext', required: true }],
  },
  {
    move: 'refuse',
    title: '不予受理',
    primary: false,
    danger: true,
    needs: [
      {
        name: 'ground',
        title: '理由',
        type: 'code',
        required: true,
        options: [
          { code: 'court', title: '已进入诉讼或仲裁' },
          { code: 'scope', title: '不属于职权范围' },
        ],
      },
      {
        name: 'remedy',
        title: '救济途径',
        type: 'code',
        required: true,
        options: [
          { code: 'review', title: '行政复议' },
          { code: 'suit', title: '行政诉讼' },
        ],
      },
      { name: 'text', title: '说明', type: 'longtext', required: true },
    ],
  },
];

export function detailOf(id: string): MatterDetail {
  const row = rows.find((one) => one.id === id) ?? rows[0];
  if (!row) throw new Error('no rows');
  const unit = units[0] ?? { id: 'ysb', name: '市营商办' };
  const county = units[9] ?? unit;
  const at = mockNow.value;
  return {
    ...row,
    seq: 7,
    fields: [
      {
        name: 'body',
        title: '反映的问题',
        type: 'longtext',
        value: '',
        display:
          '我公司二期厂房5月已竣工，6月向供电部门申请双回路供电，窗口答复需先取得规划许可变更，规划部门又要求先出具供电方案，来回四个月没有结果。现有单回路每月停电检修两次，已影响与客户约定的交货期。希望明确由哪个部门先办。',
      },
      { name: 'place', title: '位置', type: 'text', value: '', display: '龙游经济开发区城南片区金星大道18号' },
      { name: 'contact', title: '联系人', type: 'text', value: '', display: '徐× 138****6621' },
      {
        name: 'size',
        title: '企业规模',
        type: 'text',
        value: '',
        display: '小型',
        source: '市市场监管局 · 2026-10-12',
      },
    ],
    clocks: [
      clock('response', '响应', 1, at + 8 * hour, 410, false),
      clock('progress', '进展', 3, at + 72 * hour, 1370, false),
      clock('answer', '答复', 5, at + 7 * 24 * hour, 2330, false),
    ],
    hops: [
      {
        id: 'h1',
        unit,
        stage: { code: 'a', title: '分办' },
        assignedAt: at - 90 * hour,
        heldMinutes: 35,
        current: false,
      },
      {
        id: 'h2',
        parentId: 'h1',
        unit: county,
        section: '综合科',
        stage: { code: 'b', title: '办理' },
        assignedAt: at - 80 * hour,
        dueAt: at + 60 * hour,
        heldMinutes: 962,
        current: false,
      },
      {
        id: 'h3',
        parentId: 'h2',
        unit: units[8] ?? unit,
        section: '营销部',
        person: '吴×',
        stage: { code: 'c', title: '经办' },
        assignedAt: at - 50 * hour,
        dueAt: at + 40 * hour,
        heldMinutes: 1240,
        current: true,
      },
    ],
    heldBy: [
      { unit, from: at - 90 * hour, to: at - 80 * hour, workingMinutes: 35 },
      { unit: county, section: '综合科', from: at - 80 * hour, to: at - 50 * hour, workingMinutes: 962 },
      { unit: units[8] ?? unit, section: '营销部', person: '吴×', from: at - 50 * hour, workingMinutes: 1240 },
    ],
    obligations: [
      { id: 'o1', unit: units[2] ?? unit, ask: '请对双回路接入是否需先变更规划许可提出意见', dueAt: at + 20 * hour },
      {
        id: 'o2',
        unit: units[7] ?? unit,
        ask: '请说明规划许可变更的前置条件',
        dueAt: at - 20 * hour,
        answer: { kind: 'ok', title: '可以并联办理', reason: '供电方案可作为容缺材料', at: at - 22 * hour },
      },
    ],
    timeline: [
      {
        seq: 1,
        at: at - 96 * hour,
        type: 'opened',
        title: '企业提出',
        actor: { id: 'a', name: '徐×' },
        text: '通过政企通提交，附图 2 张。',
        internal: false,
      },
      {
        seq: 2,
        at: at - 90 * hour,
        type: 'assigned',
        title: '分办',
        actor: { id: 'b', name: '陈×', unit },
        text: '请龙游县营商办牵头，供电公司主办，三日内反馈进展。',
        internal: false,
      },
      {
        seq: 3,
        at: at - 80 * hour,
        type: 'accepted',
        title: '签收',
        actor: { id: 'c', name: '李×', unit: county },
        internal: false,
      },
      {
        seq: 4,
        at: at - 60 * hour,
        type: 'note',
        title: '内部会商',
        actor: { id: 'c', name: '李×', unit: county },
        text: '规划部门认为可容缺，待书面意见。',
        internal: true,
      },
      {
        seq: 5,
        at: at - 26 * hour,
        type: 'progress',
        title: '进展',
        actor: { id: 'd', name: '吴×', unit: units[8] ?? unit },
        text: '供电方案已编制完成，10月13日现场踏勘，预计10月16日前答复接入时间。',
        internal: false,
      },
    ],
    moves: moves.map((move) => ({ ...move, primary: move.move === (row.next?.move ?? 'assign') })),
    blocked: [
      { move: 'close', title: '办结', why: '会办单位市发改委尚未答复' },
      { move: 'extend', title: '延期', why: '须在到期前 1 个工作日提出，由市营商办批准' },
    ],
    links: [
      { kind: '同一园区', matter: { id: 'm4', number: 'QZ-SQ-2026-001702', title: '城南片区10千伏线路容量不足' } },
    ],
    comments: [
      {
        id: 'c1',
        at: at - 20 * hour,
        by: '龙游县营商办 李×',
        text: '已与企业通话，企业希望节前有明确时间。',
        internal: true,
      },
    ],
    files: [
      { id: 'f1', name: '供电申请受理单.pdf', size: 482_311, type: 'application/pdf', by: '企业', at: at - 96 * hour },
    ],
    enterpriseCard: {
      id: 'e1',
      name: '浙江龙游××精密机械有限公司',
      uscc: '91330825MA×××××××X',
      size: '小型',
      industry: '通用设备制造业',
      chain: '高端装备',
      mattersThisYear: 3,
      source: '市市场监管局 · 2026-10-12',
    },
    similar: rows.slice(12, 14),
    diagramUrl: '/api/loops/appeal/diagram.svg',
    loopInfo: {
      id: 'appeal',
      title: '企业诉求办理',
      version: 3,
      help: '响应、进展、答复三个时限逐级套在一起；办结由企业评价，销号由营商办决定。',
    },
  };
}

function clock(name: string, title: string, budget: number, fireAt: number, remainingMinutes: number, met: boolean) {
  return {
    name,
    title,
    budget,
    unit: 'workday',
    unitTitle: '个工作日',
    fireAt,
    provisional: false,
    running: true,
    consumedMinutes: budget * 480 - remainingMinutes,
    remainingMinutes,
    calendarVersion: '2026 版（国办发明电〔2025〕7号）',
    legalBasis: '衢营商办〔2026〕3号 第八条',
    extensions: [],
    ...(met && { metAt: fireAt }),
    rungs: [{ name: 'remind', title: '提醒经办人', at: fireAt - 4 * hour }],
  };
}
