import { type Refusal, refuse } from '#kernel';

export const notABackup = (why: string): Refusal =>
  refuse({
    code: 'backup.unreadable',
    kind: 'invalid',
    what: '这个备份文件不能用，数据库没有改动',
    why,
    todo: '请换一份完整的备份',
  });

export const nothingToBackUp = (): Refusal =>
  refuse({
    code: 'backup.empty',
    kind: 'not-found',
    what: '数据库里还没有畅营的数据，没有可备份的',
    todo: '请核对 DATA_DIR 或 DATABASE_URL',
  });

export const wrongKey = (wanted: string): Refusal =>
  refuse({
    code: 'backup.key',
    kind: 'conflict',
    what: `没有找到这个数据库的内容密钥（指纹 ${wanted}），不能连密钥一起备份`,
    todo: '请设置正确的 CONTENT_KEY 或 DATA_DIR，或去掉 --with-key',
  });

export const newerBackup = (clearway: string, steps: readonly string[]): Refusal =>
  refuse({
    code: 'restore.newer',
    kind: 'conflict',
    what: `备份由更新的版本（${clearway}）做成，本版本不能恢复`,
    why: `本版本没有这些数据库步骤：${steps.join('、')}`,
    todo: '请先升级畅营，再恢复',
  });

export const notEmpty = (): Refusal =>
  refuse({
    code: 'restore.not-empty',
    kind: 'conflict',
    what: '数据库里已有数据，没有恢复',
    todo: '请恢复到空的 DATA_DIR；或加 --force：现有数据改名留存，再恢复到新的一套表里',
  });

export const inUse = (n: number): Refusal =>
  refuse({
    code: 'restore.in-use',
    kind: 'conflict',
    what: `还有 ${n} 个连接在用这个数据库，没有恢复`,
    todo: '请先停止网站和其他连接，再恢复',
  });

export const didNotMatch = (findings: readonly string[]): Refusal =>
  refuse({
    code: 'restore.mismatch',
    kind: 'conflict',
    what: `恢复后核对有 ${findings.length} 处不符，已全部撤销`,
    why: findings.slice(0, 20).join('\n'),
    todo: '请换一份备份；如疑有人改动，请保留此文件',
  });
