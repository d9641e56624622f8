import { type Refusal, refuse } from '#kernel';

export const alreadyInUse = (dataDir: string, pid: number): Refusal =>
  refuse({
    code: 'storage.embedded-in-use',
    kind: 'conflict',
    what: `数据目录 ${dataDir} 正被另一个畅营进程使用（进程号 ${pid}）`,
    why: '同一份数据同时只能由一个进程打开，否则会损坏',
    todo: `请先停止进程 ${pid}，或为本次启动指定另一个数据目录`,
  });

export const otherVersion = (dataDir: string, found: string, wanted: number): Refusal =>
  refuse({
    code: 'storage.embedded-other-version',
    kind: 'conflict',
    what: `数据目录 ${dataDir} 是 PostgreSQL ${found} 建立的，当前要用 ${wanted} 打开`,
    why: '不同大版本的数据文件不能互相读取',
    todo: `请用 PostgreSQL ${found} 导出备份，再恢复到新的数据目录`,
  });

export const passwordMissing = (file: string): Refusal =>
  refuse({
    code: 'storage.embedded-password-missing',
    kind: 'unavailable',
    what: `数据库口令文件 ${file} 不见了`,
    why: '数据库已建好，没有口令无法连接',
    todo: '请从备份中恢复该文件；它与数据同在一个目录，备份时应一并带上',
  });

export const cannotReach = (dataDir: string, user: string): Refusal =>
  refuse({
    code: 'storage.embedded-unreachable',
    kind: 'unavailable',
    what: `系统用户 ${user} 进不了数据目录 ${dataDir}`,
    why: 'PostgreSQL 不以 root 身份运行，而该目录的某个上级目录不许其他用户进入',
    todo: '请把数据目录移到 /var/lib/clearway 这样的位置，或改用普通用户启动',
  });

export const cannotWrite = (dataDir: string, cause: string): Refusal =>
  refuse({
    code: 'storage.embedded-not-writable',
    kind: 'unavailable',
    what: `数据目录 ${dataDir} 无法写入（${cause}）`,
    todo: '请检查目录的所有者、权限和磁盘，或指定另一个数据目录',
  });

export const noBinaries = (platform: string): Refusal =>
  refuse({
    code: 'storage.embedded-no-binaries',
    kind: 'unavailable',
    what: `没有找到适用于 ${platform} 的内置 PostgreSQL`,
    why: '可能安装时省略了可选依赖，也可能内置数据库不支持本机的系统',
    todo: '请重新执行 npm ci；仍不行时，请自备 PostgreSQL 15 以上版本，并设置 DATABASE_URL',
  });

export const didNotStart = (step: string, detail: string): Refusal =>
  refuse({
    code: 'storage.embedded-did-not-start',
    kind: 'unavailable',
    what: `内置数据库没有启动成功（${step}）`,
    why: detail.trim().split('\n').slice(-12).join('\n'),
    todo: '请按上面的原因处理后重新启动；也可设置 DATABASE_URL 改用自备的 PostgreSQL',
  });
