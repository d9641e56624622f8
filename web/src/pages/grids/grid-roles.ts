export const gridRoles: Readonly<Record<string, string>> = {
  'community-head': '社区长',
  'community-deputy': '副社区长',
  'grid-head': '网格长',
  'grid-officer': '驻企服务员',
};
