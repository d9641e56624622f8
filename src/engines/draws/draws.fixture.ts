import fc from 'fast-check';
import { sha256 } from '#kernel';
import { DrawInput } from './schema.ts';
import { commitmentOf } from './seed.ts';

// For the tests of this folder.

export const SEED = { kind: 'given', by: '市营商办', value: sha256('公开的种子') } as const;
export const unit = (n: number, strata: number) => ({
  code: `U${String(n).padStart(4, '0')}`,
  stratum: `第${n % strata}层`,
});
export const frameOf = (size: number, strata = 3) => [...Array(size).keys()].map((n) => unit(n, strata));

export function input(over: Partial<Record<keyof DrawInput, unknown>> = {}): DrawInput {
  return DrawInput.parse({
    number: 7,
    drawnAt: '2026-11-20T10:00:00+08:00',
    plan: { purpose: '回访抽样', period: '2026-11', size: { total: 12, minimum: 2 }, substitutes: 2 },
    units: frameOf(60),
    exclusions: [{ code: 'X1', reason: '已注销' }],
    seed: SEED,
    ...over,
  });
}

export const rich = (): DrawInput =>
  input({
    replaces: { number: 3, reason: '名册漏列两户' },
    plan: {
      purpose: '双随机检查',
      period: '2026-Q4',
      size: { total: 6, minimum: 1, weights: { 第0层: 1, 第1层: 5, 第2层: 3 } },
      substitutes: 1,
      inspectors: { perUnit: 2, maxLoad: 3, licences: ['执法证'] },
    },
    inspectors: [...Array(8).keys()].map((n) => ({
      code: `I${n}`,
      licences: n === 0 ? [] : ['执法证'],
      conflicts: n === 1 ? frameOf(60).map(({ code }) => ({ code, reason: '亲属任职' })) : [],
    })),
    seed: {
      kind: 'ceremony',
      contributions: ['公证处', '商会', '媒体'].map((party) => {
        const secret = `${party}的秘密数字0123456789`;
        return { party, secret, commitment: commitmentOf(party, secret) };
      }),
      publicValue: { source: '福彩3D 第2026310期', value: '4 1 7' },
    },
  });

export const anyDraw = fc.record({
  size: fc.integer({ min: 1, max: 80 }),
  strata: fc.integer({ min: 1, max: 6 }),
  share: fc.integer({ min: 1, max: 100 }),
  seed: fc.string().map(sha256),
});
export const drawOf = ({ size, strata, share, seed }: { size: number; strata: number; share: number; seed: string }) =>
  input({
    units: frameOf(size, strata),
    plan: { purpose: '试', period: 'p', size: { total: Math.max(1, Math.floor((size * share) / 100)) } },
    seed: { ...SEED, value: seed },
  });
