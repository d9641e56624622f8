import { canonicalJson, merkleRoot, refuse } from '#kernel';
import type { Exclusion, FrameUnit } from './schema.ts';

/** Everybody who could be drawn, and everybody who was left out and why, in one fixed order. */
export type Frame = {
  readonly units: readonly FrameUnit[];
  readonly exclusions: readonly Exclusion[];
  /** Merkle root over all lines, the exclusions' too. */
  readonly root: string;
  readonly count: number;
};

/**
 * Freezes the frame before any seed exists; publish `root` and `count`.
 * @throws Refusal `draw.duplicate` when a code stands twice, `draw.empty` when nobody is left
 * @example freezeFrame([{ code: 'B', stratum: '一层' }, { code: 'A', stratum: '一层' }]).units[0]?.code // 'A'
 */
export function freezeFrame(units: readonly FrameUnit[], exclusions: readonly Exclusion[] = []): Frame {
  if (units.length === 0)
    throw refuse({ code: 'draw.empty', kind: 'invalid', what: '名册为空，无从抽取', todo: '请检查范围和剔除条件' });
  const lines = [...units, ...exclusions].sort(byCode);
  const twice = lines.find(({ code }, at) => code === lines[at - 1]?.code);
  if (twice)
    throw refuse({
      code: 'draw.duplicate',
      kind: 'invalid',
      what: `${twice.code} 在名册中出现两次`,
      todo: '请去重后重新冻结',
    });
  return {
    units: [...units].sort(byCode),
    exclusions: [...exclusions].sort(byCode),
    root: merkleRoot(lines.map(frameLine)),
    count: units.length,
  };
}

/** The text of one line, which is a leaf of the tree. */
export const frameLine = (line: FrameUnit | Exclusion): string => canonicalJson(line);

/** By UTF-16 code units, as every JavaScript engine and no locale sorts. */
export const byCode = (a: { readonly code: string }, b: { readonly code: string }): number =>
  a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
