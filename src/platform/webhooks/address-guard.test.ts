import { describe, expect, it } from 'vitest';
import { guardedLookup, isPublicAddress, loopbackLookup } from './address-guard.ts';
import { forbiddenUrl, httpSender } from './send.ts';

const CLOSED = { hosts: false, loopback: false } as const;
const DEMO = { hosts: [], loopback: true } as const;

describe('where webhooks may go', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    'not an address',
  ])('takes %s for an inner address', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '220.181.38.148', '2400:3200::1', '172.32.0.1'])('takes %s for a public one', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    'http://example.com/hook',
    'https://127.0.0.1/hook',
    'https://[::1]/hook',
    'https://[::ffff:10.0.0.1]/',
    'https://localhost:9200/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://user:secret@example.com/',
    'ftp://example.com/',
    'nonsense',
  ])('refuses %s', (url) => {
    expect(forbiddenUrl(url, CLOSED)).toBeTypeOf('string');
  });

  it('takes an https address of the open internet', () => {
    expect(forbiddenUrl('https://hooks.example.com/a?b=c', CLOSED)).toBeUndefined();
  });

  it('refuses a name that leads inside, at the moment of the connection', async () => {
    const refused = await new Promise((done) => guardedLookup('localhost', {}, (error) => done(error?.message)));
    expect(refused).toContain('not on the open internet');
    expect(await httpSender(CLOSED)('https://127.0.0.1:1/', {}, '{}')).toMatchObject({
      error: expect.stringContaining('不能是内部网络的地址'),
    });
  });

  it.each(['http://127.0.0.1:9911/h', 'http://localhost:9911/h', 'http://[::1]/h', 'https://127.8.9.1/h'])(
    'takes %s of this very machine in a demo only',
    (url) => {
      expect(forbiddenUrl(url, DEMO)).toBeUndefined();
      expect(forbiddenUrl(url, CLOSED)).toBeTypeOf('string');
    },
  );

  it.each([
    'http://10.1.2.3/h',
    'http://192.168.0.1/h',
    'http://169.254.169.254/',
    'http://example.com/',
    'https://[::ffff:127.0.0.1]/',
    'http://localhost.example.com/',
    'http://a.localhost/',
    'http://0.0.0.0/',
  ])('refuses %s in a demo as elsewhere', (url) => {
    expect(forbiddenUrl(url, DEMO)).toBeTypeOf('string');
  });

  it('does not take a name for this machine that leads elsewhere', async () => {
    const looked = (lookup: typeof loopbackLookup, host: string) =>
      new Promise((done) => lookup(host, {}, (error) => done(error?.message ?? 'found')));
    expect(await looked(loopbackLookup, 'localhost')).toBe('found');
    expect(await looked(loopbackLookup, '10.1.2.3')).toContain('not this machine');
  });
});
