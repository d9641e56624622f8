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
  bytes: '字节',
  payments: '笔数',
  tail: '账号末四位',
  figures: '数据项',
  kind: '种类',
  keptMonths: '保存月数',
  query: '筛选',
  loop: '事项类型',
  status: '环节',
  queue: '队列',
  holder: '承办',
  lamp: '灯号',
  due: '到期',
  category: '类别',
  grade: '等级',
  channel: '来源',
  plan: '工作计划',
  parent: '所属事项',
  tag: '标签',
  flag: '标记',
  q: '搜索词',
  closed: '已办结',
  openedFrom: '收到日期起',
  openedTo: '收到日期止',
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
  circular: '通报',
  weekly: '周报',
  brief: '专报',
  'supervision-order': '督办单',
  'assignment-order': '交办单',
  'community-head': '社区长',
  'community-deputy': '副社区长',
  'grid-head': '网格长',
  'grid-officer': '驻企服务员',
  me: '本人',
  myUnit: '本单位',
  todo: '待办',
  dispatch: '待分办',
  approve: '待审签',
  normal: '正常',
  near: '临期',
  overdue: '超期',
  suspended: '中止',
  done: '已办结',
  today: '今天',
  '3days': '三日内',
};

/** 理由：核对联系方式；查看的项目：联系人、联系电话. */
export const detailWords = (detail: Readonly<Record<string, unknown>> | undefined): string =>
  Object.entries(detail ?? {})
    .map(([name, value]) => `${details[name] ?? name}：${valueWords(value)}`)
    .join('；');

function valueWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map(valueWords).join('、');
  if (typeof value === 'object' && value !== null) return `（${detailWords(value as Record<string, unknown>)}）`;
  if (typeof value !== 'string') return JSON.stringify(value);
  return value
    .split(',')
    .map((one) => values[one] ?? one)
    .join('、');
}
