/** The roles of packs/base/roles.yaml that a post can have; no operation lists them yet. */
export const roleOptions: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'dispatcher', label: '分办员' },
  { value: 'supervisor', label: '督办员' },
  { value: 'planner', label: '计划员' },
  { value: 'office-head', label: '营商办主任' },
  { value: 'meeting-secretary', label: '例会联络员' },
  { value: 'liaison', label: '联络员' },
  { value: 'handler', label: '经办人' },
  { value: 'reviewer', label: '核稿人' },
  { value: 'head', label: '单位负责人' },
  { value: 'grid-officer', label: '网格员' },
  { value: 'leader', label: '市领导' },
  { value: 'hotline', label: '热线话务员' },
  { value: 'observer', label: '营商观察员' },
  { value: 'auditor', label: '审计员' },
  { value: 'admin', label: '系统管理员' },
];
