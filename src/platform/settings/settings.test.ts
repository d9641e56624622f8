import { expect, test } from 'vitest';
import { isRefusal } from '#kernel';
import { createLogger } from './logger.ts';
import { readSettings } from './settings.ts';

const refusalOf = (variables: Record<string, string>) => {
  try {
    readSettings(variables);
  } catch (error) {
    if (isRefusal(error)) return error.parts;
  }
  throw new Error('was not refused');
};

test('nothing set is the demo on 127.0.0.1:8080', () => {
  expect(readSettings({ PORT: '' })).toMatchObject({ port: 8080, host: '127.0.0.1', demo: true, logLevel: 'info' });
});

test('every wrong variable is told at once, with what it is for', () => {
  const { at } = refusalOf({
    PORT: '99999',
    DEMO: 'maybe',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://root:pass@x/y',
  });
  expect(at?.map((each) => each.path)).toEqual(['PORT', 'DATABASE_URL', 'DEMO', 'LOG_LEVEL']);
  expect(at?.[0]?.message).toMatch(/^“99999” 须在 0 至 65535 之间.*监听端口/);
});

test('a wrong secret is not repeated in the message', () => {
  const told = JSON.stringify(refusalOf({ CONTENT_KEY: 'hunter2', DATABASE_URL: 'mysql://root:hunter3@x/y' }));
  expect(told).toContain('“***” 须为 64 位十六进制');
  expect(told).not.toMatch(/hunter/);
});

test('variables that need each other say so', () => {
  expect(refusalOf({ OIDC_ISSUER: 'https://id.example' }).at?.map((each) => each.path)).toEqual([
    'OIDC_CLIENT_ID',
    'BASE_URL',
  ]);
  expect(refusalOf({ DEMO: '0', DATABASE_URL: 'postgres://u@h/d' }).at?.map((each) => each.path)).toEqual([
    'CONTENT_KEY',
  ]);
});

test('a complete setting is read', () => {
  const key = 'ab'.repeat(32);
  expect(
    readSettings({
      PORT: '9000',
      DEMO: 'off',
      BASE_URL: 'https://clearway.example/',
      CONTENT_KEY: key,
      OIDC_ISSUER: 'https://id.example/realm/',
      OIDC_CLIENT_ID: 'clearway',
      SMS_URL: 'https://sms.example/send',
    }),
  ).toMatchObject({
    port: 9000,
    demo: false,
    baseUrl: 'https://clearway.example',
    contentKey: key,
    oidc: { issuer: 'https://id.example/realm/', clientId: 'clearway' },
    sms: { url: 'https://sms.example/send' },
  });
});

test('a logged database error does not carry the row', () => {
  let out = '';
  const logger = createLogger('info', {
    write: (text) => {
      out += text;
    },
  });
  logger.error(
    { err: Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (phone)=(13800000000)' }) },
    'failed',
  );
  expect(JSON.parse(out)).toMatchObject({ msg: 'failed', err: { message: 'duplicate key', code: '23505' } });
  expect(out).not.toContain('138');
});

test('a demo can be tried by the hotline at once; a city of one’s own has the peers, without a secret until one is set', () => {
  expect(readSettings({}).peers.map((each) => [each.peer, (each.secret ?? '').length >= 16])).toEqual([
    ['12345', true],
    ['110', true],
  ]);
  const secret = 'agreed-with-the-hotline';
  expect(readSettings({ DEMO: 'off', EXCHANGE_12345_SECRET: secret }).peers).toEqual([
    { peer: '12345', secret },
    { peer: '110' },
  ]);
});
