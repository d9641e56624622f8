import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSmtpReceiver } from '#testing/smtp-receiver';
import { recordingMail, smtpMail } from './mail.ts';

let receiver: Awaited<ReturnType<typeof openSmtpReceiver>>;
beforeAll(async () => {
  receiver = await openSmtpReceiver();
});
afterAll(() => receiver[Symbol.asyncDispose]());

const mail = { key: 'policy 1', to: 'office@firm.example', subject: '符合条件的政策', text: '请到“我的政策”查看。' };
const sender = () => smtpMail({ url: receiver.url, from: '畅营 <notice@city.example>' });

test('a letter arrives whole at a real server, and its answer comes back', async () => {
  expect((await sender().send(mail)).answer).toContain('250');
  const [letter] = receiver.received;
  expect(letter).toMatchObject({ from: 'notice@city.example', to: ['office@firm.example'] });
  expect(letter?.data).toContain('Message-ID: <policy%201@city.example>');
  const body = letter?.data.split('\n\n').slice(1).join('').replace(/\s/g, '') ?? '';
  const decoded = /base64/i.test(letter?.data ?? '')
    ? Buffer.from(body, 'base64').toString()
    : Buffer.from(
        body.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString();
  expect(decoded).toContain('我的政策');
});

test('a server that refuses the address is told, so that it can be tried again or given up', async () => {
  await expect(sender().send({ ...mail, to: 'x@no.example' })).rejects.toThrow('550');
});

test('a line in a subject cannot add a recipient', async () => {
  await sender().send({ ...mail, subject: '通知\r\nBcc: all@firm.example' });
  expect(receiver.received.at(-1)?.to).toEqual(['office@firm.example']);
});

test('the recording sender keeps what would have been sent', async () => {
  const recording = recordingMail();
  await recording.send(mail);
  expect(recording.sent).toEqual([mail]);
});
