// A few operations and commands for the tests of this folder.
import { z } from 'zod';
import { type AnyOperation, fileField, operation, refuse } from '#kernel';
import type { LocalCommand } from './types.ts';

const list = operation({
  id: 'matters.list',
  method: 'GET',
  path: '/api/matters',
  title: '列出事项',
  permission: 'public',
  input: z.strictObject({
    status: z.string().optional().describe('状态'),
    tag: z.array(z.string()).optional(),
    openedFrom: z.number().optional(),
    closed: z.boolean().optional(),
  }),
  output: z.object({
    items: z.array(z.object({ number: z.string(), status: z.object({ title: z.string() }) })),
    input: z.unknown(),
  }),
  handle: async (_call, input) => ({ items: [{ number: 'QZ-1', status: { title: '已受理' } }], input }),
});
const move = operation({
  id: 'matters.move',
  method: 'POST',
  path: '/api/matters/{id}/moves/{move}',
  title: '办理',
  permission: 'signed-in',
  input: z.looseObject({
    id: z.string(),
    move: z.string(),
    note: z.string().optional(),
    data: z.object({ days: z.int() }).optional(),
  }),
  output: z.object({ by: z.string(), key: z.string().optional(), input: z.unknown() }),
  handle: async (call, input) => {
    if (input.id === 'closed') {
      throw refuse({
        code: 'matter.closed',
        kind: 'conflict',
        what: '事项已办结',
        why: '昨日已销号',
        todo: '请申请重新办理',
      });
    }
    return { by: call.actor.id, input, ...(call.idempotencyKey ? { key: call.idempotencyKey } : {}) };
  },
});
const upload = operation({
  id: 'files.add',
  method: 'POST',
  path: '/api/files',
  title: '上传',
  permission: 'public',
  consumes: 'multipart',
  input: z.object({ file: fileField() }),
  output: z.object({ name: z.string(), size: z.int() }),
  handle: async (_call, { file }) => ({ name: file.name, size: file.bytes.length }),
});
const download = operation({
  id: 'files.get',
  method: 'GET',
  path: '/api/files/{id}',
  title: '下载',
  permission: 'public',
  produces: 'file',
  input: z.object({ id: z.string() }),
  output: z.custom<import('#kernel').FileValue>(),
  handle: async () => ({ name: '台账.xlsx', type: 'application/octet-stream', bytes: new Uint8Array([1, 2, 3]) }),
});
const signIn = operation({
  id: 'sessions.open',
  method: 'POST',
  path: '/api/sessions',
  title: '登录',
  permission: 'public',
  input: z.object({ login: z.string(), password: z.string() }),
  output: z.object({ token: z.string(), account: z.object({ name: z.string() }) }),
  handle: async (_call, { login, password }) => {
    if (password !== 'right') throw refuse({ code: 'access.wrong', kind: 'unauthenticated', what: '账号或密码不对' });
    return { token: `token-of-${login}-0123456789`, account: { name: '王科长' } };
  },
});
export const operations: AnyOperation[] = [list, move, upload, download, signIn];

export const commands: LocalCommand[] = [
  {
    name: 'calendar add',
    summary: '若干工作日之后 · working days after a date',
    args: [
      { name: 'date', summary: '起始日' },
      { name: 'n', summary: '工作日数' },
    ],
    examples: ['clearway calendar add 2026-09-30 5'],
    run: ({ args }) => ({ json: { date: `${args[0]}+${args[1]}` }, text: `${args[0]}+${args[1]}` }),
  },
  {
    name: 'check',
    summary: '检查 · check packs',
    args: [{ name: 'path', summary: '目录', many: true }],
    options: [{ flags: '--dry-run', summary: '只看' }],
    run: ({ args, options }) => {
      if (args[0] === 'bad')
        throw refuse({ code: 'pack.bad', kind: 'invalid', what: '包有误', at: [{ line: 3, message: '缺少标题' }] });
      return { json: { args, dry: options.dryRun === true }, exitCode: args.length > 2 ? 1 : 0 };
    },
  },
];
