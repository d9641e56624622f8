/** What the audit log calls things, in words; in the order in which an auditor looks for them. */
const acts = {
  'contents.unmask': '查看被遮盖的个人信息',
  'contents.erase': '删除事项内容',
  'matters.export': '导出清单',
  'matters.import': '导入台账',
  'document.issue': '生成公文',
  'file.taken': '下载文件',
  'permission.refused': '越权被拒',
  'sign-in': '登录',
  'sign-in.refused': '登录未通过',
  'sign-out': '退出',
  'post.chosen': '切换岗位',
  'password.changed': '修改密码',
  'password.reset': '重置密码',
  'account.added': '开通账号',
  'account.registered': '企业账号登记',
  'account.disabled': '停用账号',
  'account.enabled': '恢复账号',
  'post.added': '任职',
  'post.ended': '离任',
  'grid.joined': '安排网格人员',
  'grid.left': '网格人员离任',
  'grid.took': '企业划入网格',
  'leader.linked': '安排挂联',
  'leader.unlinked': '结束挂联',
} as const;

export const actOptions = Object.entries(acts).map(([value, label]) => ({ value, label }));

const words: Readonly<Record<string, string>> = acts;
export const actWords = (act: string): string => words[act] ?? `其他（${act}）`;

const details: Readonly<Record<string, string>> = {
  reason: '理由',
  fields: '查看的项目',
  means: '方式',
  why: '原因',
  count: '件数',
  rows: '行数',
  applied: '已更新',
  template: '文种',
  number: '文号',
  role: '角色',
  region: '地区',
  person: '人员',
  enterprise: '企业',
  fromDay: '起始日',
  lastDay: '截止日',
  operation: '要做的事',
  permission: '所需权限',
  unit: '单位',
  kinds: '内容',
  files: '附件',
  contents: '内容条数',
  filters: '筛选',
};
const values: Readonly<Record<string, string>> = {
  password: '密码',
  sms: '短信验证码',
  oidc: '统一认证',
  'work-app': '浙政钉',
  follow: '编号加查询码',
  'wrong-password': '密码不对',
  'wrong-sms-code': '验证码不对',
  'wrong-follow-code': '查询码不对',
  'no-account': '没有这个账号',
  unknown: '没有这个账号',
  locked: '已锁定',
  disabled: '已停用',
  'contact-name': '联系人',
  'contact-phone': '联系电话',
};

/** 理由：核对联系方式；查看的项目：联系人、联系电话. */
export const detailWords = (detail: Readonly<Record<string, unknown>> | undefined): string =>
  Object.entries(detail ?? {})
    .map(([name, value]) => `${details[name] ?? name}：${valueWords(value)}`)
    .join('；');

function valueWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value !== 'string') return JSON.stringify(value);
  return value
    .split(',')
    .map((one) => values[one] ?? one)
    .join('、');
}
