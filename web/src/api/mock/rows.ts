import type { Lamp, MatterRow } from '../types/index.ts';

/** Development data only; gone from a production bundle. */
export const mockNow = { value: Date.parse('2026-10-12T09:20:00+08:00') };
const hour = 3600_000;

export const units = [
  ['ysb', '市营商办'],
  ['zjj', '市住建局'],
  ['fgw', '市发改委'],
  ['jxj', '市经信局'],
  ['scj', '市市场监管局'],
  ['rsj', '市人力社保局'],
  ['swj', '市税务局'],
  ['zgj', '市自然资源和规划局'],
  ['dl', '国网衢州供电公司'],
  ['ly', '龙游县营商办'],
  ['kc', '柯城区营商办'],
  ['js', '江山市营商办'],
  ['qj', '衢江区营商办'],
].map(([id = '', name = '']) => ({ id, name }));

const titles: readonly (readonly [string, string, string])[] = [
  ['企业反映厂区双回路用电迟迟未批', '用电报装', '龙游县'],
  ['出口退税申报被退回三次，未说明补什么材料', '税务办理', '柯城区'],
  ['新产线缺焊工40人，请求组织专场招聘', '用工招聘', '江山市'],
  ['园区雨污管网接入口标高不符，二期厂房无法验收', '工程建设', '衢江区'],
  ['技改补贴已公示两个月仍未到账', '政策兑现', '柯城区'],
  ['道路占道施工围挡影响物流车辆进出', '城市管理', '龙游县'],
  ['申请危化品仓库变更，窗口要求重复提交安评报告', '行政审批', '江山市'],
  ['土地分割登记卡在测绘环节', '不动产登记', '开化县'],
  ['贷款续期被要求追加抵押', '融资服务', '常山县'],
  ['工业用水压力不足，高峰期停产', '用水用气', '衢江区'],
  ['外籍工程师工作许可延期材料清单不一致', '人才服务', '柯城区'],
  ['同一事项一周内被三个部门检查', '涉企检查', '龙游县'],
];
const regions = ['柯城区', '衢江区', '常山县', '开化县', '龙游县', '江山市'];
const lamps: readonly Lamp[] = [
  'overdue',
  'overdue',
  'near',
  'near',
  'near',
  'normal',
  'normal',
  'normal',
  'normal',
  'suspended',
];
const steps = [
  ['accept', '签收'],
  ['assign', '分办'],
  ['report', '报进展'],
  ['approve', '审签'],
] as const;

export const categories = [...new Set(titles.map(([, category]) => category))].map((title, index) => ({
  code: `c${index}`,
  title,
}));
export const regionCodes = regions.map((title, index) => ({ code: `33080${index + 2}`, title }));

export function makeRow(index: number): MatterRow {
  const [title = '', category = '', region = ''] = titles[index % titles.length] ?? [];
  const lamp = lamps[Math.min(Math.floor(index / 3), lamps.length - 1)] ?? 'normal';
  const remaining =
    lamp === 'overdue' ? -480 * (6 - index) - 60 : lamp === 'near' ? 40 + index * 25 : 480 + index * 130;
  const step = steps[index % steps.length] ?? steps[0];
  const unit = units[(index * 5 + 1) % units.length] ?? units[0];
  const demand = index % 4 !== 3;
  return {
    id: `m${index}`,
    number: `QZ-${demand ? 'SQ' : 'JH'}-2026-${String(1873 - index).padStart(6, '0')}`,
    loop: demand ? 'appeal' : 'measure',
    loopTitle: demand ? '企业诉求' : '计划任务',
    title: demand ? title : '建立园区水电气管网设施建设“一件事”联办机制，提高接入效率和服务水平',
    status: { code: step[0], title: ['待签收', '待分办', '办理中', '待审签'][index % 4] ?? '办理中' },
    lamp,
    lampWhy:
      lamp === 'overdue'
        ? `答复时限 5 个工作日，自 9月28日 受理起算，已于 10月9日 17:30 到期。\n依据：衢营商办〔2026〕3号 第八条。`
        : '距离到期不足 1 个工作日转为临期；本件按工作日历 2026 版计算，国庆 10月1日至7日不计，10月10日补班计入。',
    dueAt: mockNow.value + (remaining / 480) * 24 * hour,
    provisional: index === 7,
    remainingMinutes: remaining,
    ...(unit && { holder: { unit, ...(index % 2 === 0 && { section: '建管科', person: { id: 'p1', name: '王×' } }) } }),
    heldSince: mockNow.value - (index + 2) * 20 * hour,
    heldWorkingMinutes: (index + 2) * 214,
    ...(demand && { enterprise: { id: 'e1', name: '浙江龙游××精密机械有限公司' } }),
    region: regionCodes.find((one) => one.title === region) ?? { code: '330825', title: '龙游县' },
    category: categories.find((one) => one.title === category) ?? { code: 'c0', title: category },
    grade: { code: 'g1', title: '一般' },
    channel: { code: 'k1', title: ['网格员', '12345', '政企通', '圆桌会'][index % 4] ?? '网格员' },
    openedAt: mockNow.value - (index + 3) * 22 * hour,
    updatedAt: mockNow.value - (index + 1) * 3 * hour,
    flags:
      index === 1
        ? [{ code: 'transfer', title: '110 转入' }]
        : index === 2
          ? [{ code: 'urged', title: '已催办 2 次' }]
          : [],
    tags: demand ? [] : ['短板'],
    next: { move: step[0], title: step[1] },
  };
}

export const rows: readonly MatterRow[] = Array.from({ length: 137 }, (_, index) => makeRow(index));
