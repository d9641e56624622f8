import type { Account } from '../types/index.ts';
import { detailOf } from './detail.ts';
import { planDraft, planRows, planTree } from './plan.ts';
import { categories, mockNow, regionCodes, rows, units } from './rows.ts';

const official: Account = {
  id: 'u1',
  kind: 'official',
  name: '陈××',
  unit: { id: 'ysb', name: '市营商办' },
  roles: ['dispatcher'],
  permissions: ['*'],
  posts: [
    { id: 'p1', unit: { id: 'ysb', name: '市营商办' }, role: 'dispatcher', title: '分办员' },
    { id: 'p2', unit: { id: 'ysb', name: '市营商办' }, role: 'supervisor', title: '督办员' },
  ],
  postId: 'p1',
};
const clerk: Account = {
  id: 'u2',
  kind: 'enterprise',
  name: '徐×',
  roles: [],
  permissions: [],
  posts: [],
  enterprise: { id: 'e1', name: '浙江龙游××精密机械有限公司' },
};
const who = (): Account | undefined => {
  const saved = sessionStorage.getItem('mock.who');
  return saved === 'official' ? official : saved === 'enterprise' ? clerk : undefined;
};

type Body = Record<string, unknown>;

export function mockRoutes(method: string, path: string, query: URLSearchParams, body: Body): unknown {
  if (path === '/site') return site();
  if (path.startsWith('/sessions')) return session(method, path, body);
  if (path === '/demo/clock') {
    mockNow.value += Number(body.advanceMinutes ?? Number(body.advanceWorkingDays ?? 0) * 1440) * 60_000;
    return { now: mockNow.value };
  }
  if (path.startsWith('/matters')) return matters(method, path, query);
  if (path.startsWith('/plans')) return plans(method, path);
  if (path === '/units') return { items: units.filter((unit) => unit.name.includes(query.get('q') ?? '')) };
  if (path === '/inbox') return inbox();
  if (path === '/board/supervision') return board();
  if (path === '/documents')
    return { id: 'd1', title: '2026年10月通报', number: '衢营商办通〔2026〕11号', url: '/api/documents/d1' };
  if (path === '/appeals/understand') {
    return {
      title: '厂区双回路用电迟迟未批',
      category: { code: 'c0', title: '用电报装', why: '文中出现“双回路”“供电”“报装”' },
      region: { code: '330825', title: '龙游县', why: '企业登记地址' },
    };
  }
  if (path === '/appeals') {
    return {
      id: 'm0',
      number: 'QZ-SQ-2026-001874',
      code: '482016',
      clocks: [1, 3, 5].map((days, index) => ({
        title: ['响应', '进展', '答复'][index] ?? '',
        dueAt: mockNow.value + days * 86_400_000,
      })),
      holder: { unit: units[9] ?? units[0], section: '综合科' },
    };
  }
  if (path === '/loops') return { items: [{ id: 'appeal', title: '企业诉求' }] };
  if (path.startsWith('/loops/')) return { id: 'appeal', title: '企业诉求', fields: detailOf('m0').moves[2]?.needs };
  return undefined;
}

function site() {
  return {
    tenant: { id: 'quzhou', name: '衢州市', demo: true },
    now: mockNow.value,
    banner: '演示环境',
    version: '0.1.0',
    title: '畅营',
    workingNow: true,
    lists: {
      category: categories,
      region: regionCodes,
      grade: ['一般', '较大', '重大'].map((title, index) => ({ code: `g${index + 1}`, title })),
      channel: ['网格员', '12345', '政企通', '圆桌会'].map((title, index) => ({ code: `k${index + 1}`, title })),
      loop: [
        { code: 'appeal', title: '企业诉求' },
        { code: 'measure', title: '计划任务' },
      ],
    },
    demoAccounts: [
      { login: 'fenban', password: 'x', title: '市营商办 分办员' },
      { login: 'duban', password: 'x', title: '市营商办 督办员' },
      { login: 'lianluo', password: 'x', title: '市住建局 联络员' },
      { login: '', phone: '13800000001', code: '000000', title: '企业经办人' },
    ],
  };
}

function session(method: string, path: string, body: Body) {
  if (method === 'DELETE') sessionStorage.removeItem('mock.who');
  if (method === 'POST' && path === '/sessions')
    sessionStorage.setItem('mock.who', body.login ? 'official' : 'enterprise');
  const account = who();
  return path === '/sessions' ? { account } : account;
}

function matters(method: string, path: string, query: URLSearchParams) {
  const [, , id = '', kind] = path.split('/');
  if (id === 'counts')
    return { total: rows.length, overdue: 6, near: 9, normal: 119, suspended: 3, dueToday: 9, dueIn3Days: 21 };
  if (id === '') return list(query);
  if (kind === 'suggestion') return suggestion();
  if (method === 'POST' && id === 'bulk') return { results: [] };
  return detailOf(id);
}

function list(query: URLSearchParams) {
  const lamp = query.get('lamp');
  const q = query.get('q');
  const fit = rows.filter((row) => (!lamp || row.lamp === lamp) && (!q || row.title.includes(q)));
  const from = Number(query.get('after') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  return { items: fit.slice(from, from + limit), ...(from + limit < fit.length && { next: String(from + limit) }) };
}

const suggestion = () => ({
  path: [units[9], units[8]],
  why: '同类“用电报装 · 龙游”近一年 14 件，均由龙游县营商办转国网衢州供电公司办结，平均 3.2 个工作日，无退办。',
  coUnits: [units[2]],
  grade: { code: 'g1', title: '一般', why: '未涉及停产、群体或安全事项，按《定级规则》第三条为一般' },
  input: { unit: 'ly', coUnits: ['fgw'], grade: 'g1' },
  similar: rows.slice(12, 14),
});

function plans(method: string, path: string) {
  const [, , id = ''] = path.split('/');
  if (path === '/plans/parse') return planDraft;
  if (method === 'POST' && id === '') return { id: 'p2' };
  if (id === '') return { items: planRows };
  return { ...(planRows.find((row) => row.id === id) ?? planRows[0]), draft: planDraft, tree: planTree() };
}

const inbox = () => ({
  unread: 2,
  items: [
    {
      id: 'i1',
      at: mockNow.value - 600_000,
      title: '临期提醒：企业反映厂区双回路用电迟迟未批',
      text: '还剩 40 分钟，请先响应企业。',
      matterId: 'm0',
    },
    {
      id: 'i2',
      at: mockNow.value - 7_200_000,
      title: '市发改委退办：技改补贴已公示两个月仍未到账',
      text: '建议改由市经信局办理。',
      matterId: 'm4',
    },
    { id: 'i3', at: mockNow.value - 90_000_000, readAt: 1, title: '9月通报已生成', text: '可在文书中下载。' },
  ],
});

function board() {
  const groups = units.slice(1, 5).map((unit, index) => ({
    unit,
    overdue: [2, 1, 1, 0][index] ?? 0,
    near: [3, 2, 1, 2][index] ?? 0,
    rows: rows.slice(index * 4, index * 4 + 4),
  }));
  return { today: 9, overdue: 4, within3days: 21, units: groups };
}
