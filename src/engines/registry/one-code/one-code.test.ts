import { generateKeyPairSync, sign as signWith, verify as verifyWith } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day, makeUscc } from '#kernel';
import { declare } from '#language';
import { certificateState, type FactDefinition } from '../facts/index.ts';
import { creditRule, readCode, type ScanView, sealCode, sightOf } from './index.ts';

const pair = generateKeyPairSync('ed25519');
const sign = (text: Uint8Array): Uint8Array => signWith(null, text, pair.privateKey);
const genuine = (tenant: string, text: string): boolean => {
  const read = readCode(tenant, text);
  return read !== undefined && verifyWith(null, read.signed, pair.publicKey, read.signature);
};
const enterprise = makeUscc('9', '1', '330802', '10000001');
const claim = { enterprise, kind: 'live', key: 3, serial: '0011223344556677', expiresAt: 1_788_000_000_000 } as const;
const code = sealCode('quzhou', claim, sign);

describe('a sealed code', () => {
  test('says what was sealed into it and fits a small picture', () => {
    expect(readCode('quzhou', code)?.claim).toEqual(claim);
    expect(genuine('quzhou', code)).toBe(true);
    expect(code).toHaveLength(131);
  });

  test('of one city says nothing in another', () => {
    expect(genuine('hangzhou', code)).toBe(false);
  });

  test('no longer holds when any sign of it is changed, dropped or doubled', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let at = 0; at < code.length; at += 1) {
      for (const other of alphabet)
        if (other !== code[at])
          expect(genuine('quzhou', `${code.slice(0, at)}${other}${code.slice(at + 1)}`), `${at}${other}`).toBe(false);
      expect(genuine('quzhou', code.slice(0, at) + code.slice(at + 1))).toBe(false);
      expect(genuine('quzhou', code.slice(0, at + 1) + code.slice(at))).toBe(false);
    }
  }, 60_000);

  test('is never made by somebody without the key, whatever he writes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.base64String({ maxLength: 200 })), (text) => {
        expect(genuine('quzhou', text)).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 98, maxLength: 98 }), (bytes) => {
        expect(genuine('quzhou', Buffer.from(bytes).toString('base64url'))).toBe(false);
      }),
    );
  });

  test('cannot be moved to another enterprise, another day or another kind by keeping its signature', () => {
    const signature = Buffer.from(code, 'base64url').subarray(34);
    for (const other of [
      { ...claim, enterprise: makeUscc('9', '1', '330802', '10000002') },
      { ...claim, expiresAt: claim.expiresAt + 1000 },
      { ...claim, kind: 'printed' as const },
      { ...claim, key: 4 },
      { ...claim, serial: '0011223344556678' },
    ])
      expect(
        genuine(
          'quzhou',
          sealCode('quzhou', other, () => signature),
        ),
      ).toBe(false);
  });
});

const fact = (key: string, more: Partial<FactDefinition> = {}): FactDefinition => ({
  key,
  name: key,
  type: 'string',
  group: 'registration',
  owner: 'market-regulation',
  sensitivity: 'open',
  freshDays: 30,
  ...more,
});
const catalogue = [
  fact('name'),
  fact('phone', { sensitivity: 'sensitive' }),
  fact('revenue', { group: 'tax', owner: 'tax', sensitivity: 'sensitive' }),
  fact('penalties', { group: 'penalties', owner: 'law-enforcement' }),
];
const views: readonly ScanView[] = [
  { id: 'public', title: '公众', everyone: true, facts: ['name', 'phone'], groups: [], shows: ['credit'] },
  { id: 'grid', title: '网格员', roles: ['grid-officer'], facts: [], groups: ['penalties'], shows: ['matters'] },
  { id: 'own', title: '归口部门', departments: ['tax'], facts: [], groups: [], own: true, shows: [] },
];
const seenBy = (scanner: Partial<Parameters<typeof sightOf>[1]>) => {
  const { facts, shows } = sightOf(views, { roles: [], departments: [], sensitive: false, ...scanner }, catalogue);
  return [...facts.map((each) => each.key), ...shows];
};

describe('what a scanner sees', () => {
  test('is the public view for a stranger, without what is sensitive even where the view names it', () => {
    expect(seenBy({})).toEqual(['name', 'credit']);
  });
  test('grows with his role', () => {
    expect(seenBy({ roles: ['grid-officer'] })).toEqual(['name', 'penalties', 'credit', 'matters']);
  });
  test('has the sensitive facts of his own department, and no other’s', () => {
    expect(seenBy({ departments: ['tax'] })).toEqual(['name', 'revenue', 'credit']);
  });
});

describe('the colour of a code', () => {
  const language = declare([
    { name: '列入经营异常名录', type: 'boolean' },
    { name: '近三年较重行政处罚次数', type: 'number', unit: '次' },
    { name: '公共信用等级', type: 'string' },
  ]);
  const decide = creditRule(
    [
      { id: 'yellow', title: '黄码', says: '', when: '列入经营异常名录 或 近三年较重行政处罚次数 >= 1次' },
      { id: 'blue', title: '蓝码', says: '', when: '公共信用等级 = "A" 且 非(列入经营异常名录)' },
      { id: 'green', title: '绿码', says: '' },
    ],
    language,
  );
  test('follows the first rule that holds and names only what made it hold', () => {
    const facts = { 列入经营异常名录: false, 近三年较重行政处罚次数: 2, 公共信用等级: 'A' };
    expect(decide(facts)).toMatchObject({ state: { id: 'yellow' }, because: ['近三年较重行政处罚次数 2次'] });
    expect(decide({ ...facts, 近三年较重行政处罚次数: 0 })?.because).toEqual(['公共信用等级 A', '列入经营异常名录 否']);
  });
  test('is the plain one when nothing is known', () => {
    expect(decide({})?.state.id).toBe('green');
  });
});

describe('a certificate', () => {
  const today = day('2026-09-07');
  test.each([
    [undefined, 'undated'],
    ['2026-09-06', 'expired'],
    ['2026-09-07', 'expiring'],
    ['2026-12-06', 'expiring'],
    ['2026-12-07', 'valid'],
  ] as const)('until %s is %s', (until, state) => {
    expect(certificateState(until && day(until), today)).toBe(state);
  });
});
