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
