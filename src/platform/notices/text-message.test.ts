import { describe, expect, it } from 'vitest';
import { httpTextSender, recordingTextSender } from './text-message.ts';

const MESSAGE = { phone: '13800000001', template: 'survey-invitation', params: { title: '满意度调查' } };

describe('text messages', () => {
  it('are posted to the gateway by template, with its token', async () => {
    const seen: { url: string; init: RequestInit | undefined }[] = [];
    const send = httpTextSender({
      url: 'https://sms.example/send',
      token: 't',
      fetch: async (url, init) => {
        seen.push({ url: String(url), init });
        return new Response(null, { status: 202 });
      },
    });
    await send(MESSAGE);
    expect(seen[0]?.url).toBe('https://sms.example/send');
    expect(new Headers(seen[0]?.init?.headers).get('authorization')).toBe('Bearer t');
    expect(JSON.parse(String(seen[0]?.init?.body))).toEqual(MESSAGE);
  });

  it('say what the gateway answered when it refuses or is silent', async () => {
    const refused = httpTextSender({ url: 'https://x', fetch: async () => new Response(null, { status: 503 }) });
    await expect(refused(MESSAGE)).rejects.toMatchObject({ parts: { why: '短信网关回答 503' } });
    const silent = httpTextSender({ url: 'https://x', fetch: () => Promise.reject(new Error('down')) });
    await expect(silent(MESSAGE)).rejects.toMatchObject({ parts: { why: '短信网关没有回答' } });
  });

  it('are written down where there is no gateway, the newest of them', async () => {
    const send = recordingTextSender(2);
    for (const phone of ['1', '2', '3']) await send({ ...MESSAGE, phone });
    expect(send.sent.map((each) => each.phone)).toEqual(['2', '3']);
  });
});
