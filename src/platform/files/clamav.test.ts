import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AnyOperation, type Call, type FileValue, fileField, operation } from '#kernel';
import { clamavScan } from './clamav.ts';
import { fileOperations, type StoredFile } from './operations.ts';
import { screened } from './screen.ts';

// In two pieces, or scanners would take this file away.
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const CALL: Call = {
  tenant: 't',
  actor: { kind: 'official', id: 'p', roles: [], permissions: [] },
  now: 0,
  requestId: 'r',
};
const file = (text: string, name = '说明.txt'): FileValue => ({ name, type: 'text/plain', bytes: Buffer.from(text) });

describe('files go through ClamAV', () => {
  let daemon: ChildProcess;
  let port = 0;
  const stored: StoredFile[] = [];
  const scan = (given: FileValue) => clamavScan({ host: '127.0.0.1', port })(given);
  const operations = fileOperations({
    store: { add: async (_tenant, each) => void stored.push(each), find: async () => undefined, attach: async () => 0 },
    seal: (bytes) => bytes,
    open: (bytes) => bytes,
    scan,
    ids: () => 'f1',
    principalsOf: () => [],
  }) as readonly AnyOperation[];
  const upload = async (given: FileValue): Promise<unknown> =>
    operations.find((each) => each.id === 'files.upload')?.handle(CALL, { file: given });

  beforeAll(async () => {
    daemon = spawn(process.execPath, [fileURLToPath(new URL('fake-clamd.fixture.ts', import.meta.url))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!daemon.stdout) throw new Error('no output');
    const [line] = await once(daemon.stdout, 'data');
    port = Number(String(line).trim());
  });
  afterAll(() => daemon.kill());

  it('a clean one is kept and marked so, also when it takes several chunks', async () => {
    await upload(file('双回路用电'));
    await upload(file('长'.repeat(100_000)));
    expect(stored.map((each) => each.scan)).toEqual(['clean', 'clean']);
  });

  it('the EICAR test file is refused by name, and not kept', async () => {
    const before = stored.length;
    await expect(upload(file(EICAR))).rejects.toMatchObject({
      parts: { code: 'file.infected', what: '“说明.txt”没有通过病毒检查', why: '发现 Eicar-Test-Signature' },
    });
    expect(stored).toHaveLength(before);
  });

  it('what the daemon cannot look at, or answers strangely about, is not taken', async () => {
    await expect(upload(file('x'.repeat(1_200_000)))).rejects.toMatchObject({ parts: { code: 'file.scan-too-large' } });
    for (const text of ['hang up', 'say something strange'])
      await expect(upload(file(text))).rejects.toMatchObject({ parts: { code: 'file.scan-unavailable' } });
  });

  it('every other way in for files is screened before anything reads them', async () => {
    const read: string[] = [];
    const parse = screened(
      operation({
        id: 'plans.parse',
        method: 'POST',
        path: '/api/plans/parse',
        title: '拆解计划',
        permission: 'plans.import',
        consumes: 'multipart',
        input: z.object({ file: fileField(), more: z.array(fileField()).optional() }),
        output: z.object({}),
        handle: async (_call, input) => {
          read.push(input.file.name);
          return {};
        },
      }),
      scan,
    );
    await expect(parse.handle(CALL, { file: file('好'), more: [file(EICAR)] })).rejects.toThrow('没有通过病毒检查');
    expect(read).toEqual([]);
    await parse.handle(CALL, { file: file('好') });
    expect(read).toEqual(['说明.txt']);
  });

  it('once the daemon is down nothing is taken, and the sender is told to come back', async () => {
    daemon.kill();
    await once(daemon, 'exit');
    const before = stored.length;
    await expect(upload(file('双回路用电'))).rejects.toMatchObject({
      parts: { kind: 'unavailable', code: 'file.scan-unavailable', todo: expect.stringContaining('过几分钟再上传') },
    });
    expect(stored).toHaveLength(before);
  });
});
