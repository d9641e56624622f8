import type { AimMeasure } from './ports.ts';
import type { Aim } from './teams.ts';

export type AimFlag = '没有措施' | '没有责任人' | '责任人已离任' | '措施已过期';

/** A target without measures, or with measures that nobody answers for (any more), is a wish: it is flagged. */
export function flagsOf(
  { id }: Pick<Aim, 'id'>,
  measures: readonly AimMeasure[],
  today: string,
  serving: ReadonlySet<string>,
): readonly AimFlag[] {
  const own = measures.filter((each) => each.aim === id);
  if (own.length === 0) return ['没有措施'];
  const flags: AimFlag[] = [];
  if (own.some((each) => each.person === null)) flags.push('没有责任人');
  if (own.some(({ person }) => person !== null && !serving.has(person))) flags.push('责任人已离任');
  if (own.every((each) => each.due !== null && each.due < today)) flags.push('措施已过期');
  return flags;
}
