import type { Exclusion, FrameUnit } from '#engines/draws';
import type { Directory, MatterState } from '#engines/matters';
import { unitOf } from '../ports.ts';
import type { DrawRequest } from './schema.ts';

export type LookBackFrame = {
  readonly units: readonly FrameUnit[];
  readonly exclusions: readonly Exclusion[];
  readonly members: Readonly<Record<string, string>>;
};

const EXCLUDED: Readonly<Record<string, string>> = {
  refused: '不予受理',
  withdrawn: '企业已撤回',
  merged: '已合并到其他事项，由并入的事项代表',
};

type Naming = {
  readonly directory: Directory;
  readonly title: (list: string, code: string) => string | undefined;
};

/** Everybody who could be drawn: what was closed in the period, by number; and who is left out, each with the reason. */
export function lookBackFrame(
  closed: readonly MatterState[],
  strata: DrawRequest['strata'],
  { directory, title }: Naming,
): LookBackFrame {
  const stratumOf = (state: MatterState): string => {
    const { category } = state.fields;
    if (strata === 'region') return title('region', state.region ?? '') ?? state.region ?? '地区不详';
    if (strata === 'unit') return directory.unit(unitOf(state))?.name ?? unitOf(state);
    if (strata === 'category')
      return typeof category === 'string' ? (title('appeal-category', category) ?? category) : '类别不详';
    return '全部';
  };
  const units: FrameUnit[] = [];
  const exclusions: Exclusion[] = [];
  for (const state of closed) {
    const reason = EXCLUDED[state.outcome ?? ''];
    if (reason) exclusions.push({ code: state.number, reason });
    else units.push({ code: state.number, stratum: stratumOf(state) });
  }
  return { units, exclusions, members: Object.fromEntries(closed.map((each) => [each.number, each.id])) };
}
