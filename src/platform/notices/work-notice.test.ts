import { expect, test } from 'vitest';
import { httpWorkNotices, recordingWorkNotices } from './work-notice.ts';

const notice = { key: 'k', people: ['p1'], text: 'SQ-2026-000001 待签收' };

test('a notice goes to the gateway as JSON with its token', async () => {
  const calls: { url: string; init: RequestInit }[] = [];
  const fake = (async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    return new Response('{}');
  }) as unknown as typeof fetch;
  await httpWorkNotices({ url: 'http://gateway/notices', token: 't', fetch: fake }).send(notice);
  expect(calls[0]?.url).toBe('http://gateway/notices');
  expect(calls[0]?.init.headers).toMatchObject({ authorization: 'Bearer t' });
  expect(JSON.parse(String(calls[0]?.init.body))).toEqual(notice);
});

test('a gateway that refuses makes the outbox try again', async () => {
  const fake = (async () => new Response('busy', { status: 503 })) as unknown as typeof fetch;
  await expect(httpWorkNotices({ url: 'http://gateway', fetch: fake }).send(notice)).rejects.toThrow('503');
});

test('the recording sender keeps what would have been sent', async () => {
  const sender = recordingWorkNotices();
  await sender.send(notice);
  expect(sender.sent).toEqual([notice]);
});
