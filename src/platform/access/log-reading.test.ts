import { expect, test } from 'vitest';
import { z } from 'zod';
import { type FileValue, operation } from '#kernel';
import { logged } from './log-reading.ts';
import type { AuditEntry } from './ports.ts';

const FILE: FileValue = { name: '张三的身份证.jpg', type: 'image/jpeg', bytes: new Uint8Array(7) };
const CALL = {
  tenant: 'quzhou',
  actor: { kind: 'official', id: 'p1', unit: 'u1', roles: [], permissions: [] },
  now: 5,
  requestId: 'r1',
} as const;

const download = (permission: string, handle = async () => FILE) =>
  operation({
    id: 'files.get',
    method: 'GET',
    path: '/api/files/{id}',
    title: '下载附件',
    permission,
    produces: 'file',
    input: z.object({ id: z.string() }),
    output: z.custom<FileValue>(),
    handle,
  });

function recorder() {
  const entries: AuditEntry[] = [];
  return {
    entries,
    ids: () => 'a1',
    audit: { write: async (_tenant: string, entry: AuditEntry) => void entries.push(entry) },
  };
}

test('who takes a file is written down, by ids and size and without its name', async () => {
  const log = recorder();
  expect(await logged(download('signed-in'), log).handle(CALL, { id: 'f1' })).toBe(FILE);
  const detail = { operation: 'files.get', bytes: 7 };
  expect(log.entries).toEqual([
    { id: 'a1', at: 5, actor: 'p1', unit: 'u1', act: 'file.taken', object: 'f1', detail, requestId: 'r1' },
  ]);
});

test('a refused download is no download, and what is public is nobody’s business', async () => {
  const log = recorder();
  const refused = download('signed-in', () => Promise.reject(new Error('no')));
  await expect(logged(refused, log).handle(CALL, { id: 'f1' })).rejects.toThrow('no');
  await logged(download('public'), log).handle(CALL, { id: 'f1' });
  expect(log.entries).toEqual([]);
});

test('a file does not leave when the log cannot be written', async () => {
  const audit = { write: () => Promise.reject(new Error('disk full')) };
  await expect(logged(download('signed-in'), { ids: () => 'a', audit }).handle(CALL, { id: 'f1' })).rejects.toThrow();
});

test('what an auditor looks at of the administration is written down, before he sees it', async () => {
  const listing = (order: string[]) =>
    operation({
      id: 'accounts.list',
      method: 'GET',
      path: '/api/accounts',
      title: '账号清单',
      permission: 'access.read',
      input: z.object({}),
      output: z.object({}),
      handle: async () => {
        order.push('answer');
        return {};
      },
    });
  const order: string[] = [];
  const log = recorder();
  const audit = {
    write: async (tenant: string, entry: AuditEntry) => {
      order.push('log');
      await log.audit.write(tenant, entry);
    },
  };
  const list = logged(listing(order), { ...log, audit });
  await list.handle({ ...CALL, actor: { ...CALL.actor, roles: ['admin'] } }, {});
  expect(log.entries).toEqual([]);
  await list.handle({ ...CALL, actor: { ...CALL.actor, roles: ['auditor'] } }, {});
  expect(order).toEqual(['answer', 'log', 'answer']);
  expect(log.entries).toMatchObject([{ actor: 'p1', act: 'record.read', detail: { operation: 'accounts.list' } }]);
});
