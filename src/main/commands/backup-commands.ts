import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LocalCommand } from '#entrypoints/cli';
import { dayOf, refuse, toInstant } from '#kernel';
import { backup, fingerprintOf, type Manifest, restore } from '#platform/operate';
import { readSettings, type Settings } from '#platform/settings';
import { backupSource, restoreTarget } from '#storage';
import { versionOf } from '../city.ts';
import { findContentKey, writeContentKey } from '../content-key.ts';
import { reachServer } from '../data.ts';

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
const rootLines = (tenants: Manifest['tenants']): readonly string[] =>
  tenants.map(({ name, root, chains, events }) => `${name}：${chains} 条链，${events} 个事件，审计根 ${root}`);

export const backupCommand: LocalCommand = {
  name: 'backup',
  summary: '备份整个数据库（含附件）到一个文件，网站可照常运行 · back up everything to one file',
  args: [{ name: 'file', summary: '备份文件，如 2026-09-07.clearway.tar.gz' }],
  options: [
    { flags: '--with-key', summary: '连同内容密钥；有了它，拿到备份的人就能读全部内容 · include the content key' },
    { flags: '--force', summary: '覆盖已有的文件 · overwrite' },
  ],
  examples: ['clearway backup /backup/2026-09-07.tar.gz'],
  run: async ({ args, options, env }) => {
    const file = resolve(args[0] ?? '');
    if (existsSync(file) && options.force !== true)
      throw refuse({
        code: 'backup.exists',
        kind: 'conflict',
        what: `已有文件 ${file}`,
        todo: '请换个名字，或加 --force',
      });
    const settings = readSettings(env);
    const contentKey = await findContentKey(settings);
    const server = await reachServer(settings);
    try {
      const now = new Date();
      const wish = { file, now, day: dayOf(toInstant(now)), version: await versionOf(), contentKey };
      const report = await backup(backupSource(server.url), { ...wish, withKey: options.withKey === true });
      const said = [
        `备份写好了：${file}（${megabytes(report.bytes)}，${report.tables} 张表，${report.rows} 行）`,
        ...rootLines(report.tenants),
        report.keyIncluded
          ? '备份里有内容密钥：请像保管密钥一样保管这个文件'
          : keptApart(settings, report.keyFingerprint),
      ];
      return { json: report, text: `${said.join('\n')}\n` };
    } finally {
      await server.stop();
    }
  },
};

const keptApart = ({ contentKey, dataDir }: Settings, fingerprint: string): string =>
  `备份里没有内容密钥（指纹 ${fingerprint}）：正文、附件没有它就打不开。请另行保管${
    contentKey ? '环境变量 CONTENT_KEY' : ` ${dataDir}/content.key`
  }，不要与备份放在一起`;

export const restoreCommand: LocalCommand = {
  name: 'restore',
  summary: '把备份恢复到空的数据库，核对无误才算数 · restore into an empty database',
  args: [{ name: 'file', summary: '备份文件' }],
  options: [{ flags: '--force', summary: '已有数据改名留存，恢复到新的一套表里 · set present data aside' }],
  examples: ['DATA_DIR=/srv/clearway clearway restore /backup/2026-09-07.tar.gz'],
  run: async ({ args, options, env }) => {
    const settings = readSettings(env);
    const server = await reachServer(settings);
    try {
      if (server.borrowed)
        throw refuse({
          code: 'restore.running',
          kind: 'conflict',
          what: '网站正在使用这份数据，没有恢复',
          todo: '请先停止网站，再恢复',
        });
      const asideName = `before_restore_${new Date().toISOString().slice(0, 19).replaceAll(/\D/g, '')}`;
      const wish = { file: resolve(args[0] ?? ''), force: options.force === true, asideName };
      const { manifest, rows, setAside, contentKey } = await restore(restoreTarget(server.url), wish);
      const key = await keyState(settings, manifest, contentKey);
      const said = [
        `恢复好了：${manifest.createdAt} 的备份（版本 ${manifest.clearway}），${manifest.tables.length} 张表，${rows} 行，条数、校验和、事件链、审计根全部相符`,
        ...rootLines(manifest.tenants),
        ...(setAside ? [`原有数据留在 ${setAside} 里；确认不再需要后可删除：drop schema ${setAside} cascade`] : []),
        key.said,
      ];
      const { createdAt, clearway, tenants } = manifest;
      return { json: { createdAt, clearway, rows, tenants, setAside, key: key.state }, text: `${said.join('\n')}\n` };
    } finally {
      await server.stop();
    }
  },
};

type KeyState = { readonly state: 'restored' | 'present' | 'other' | 'missing'; readonly said: string };

/** Says whether the restored contents can be opened here; puts a key that came along where the site looks for it. */
async function keyState(settings: Settings, manifest: Manifest, came: Uint8Array | null): Promise<KeyState> {
  const { fingerprint } = manifest.contentKey;
  const here = await findContentKey(settings);
  if (here && fingerprintOf(here) === fingerprint)
    return { state: 'present', said: `内容密钥已在位（指纹 ${fingerprint}）` };
  if (here)
    return {
      state: 'other',
      said: `这里的内容密钥（指纹 ${fingerprintOf(here)}）不是备份用的那一把（指纹 ${fingerprint}）：请换回原来的再启动`,
    };
  if (came) {
    await writeContentKey(settings, came);
    return { state: 'restored', said: `内容密钥放到了 ${settings.dataDir}/content.key` };
  }
  return {
    state: 'missing',
    said: `还差内容密钥（指纹 ${fingerprint}）：请把 content.key 放到 ${settings.dataDir}，或设置 CONTENT_KEY，再启动网站`,
  };
}
