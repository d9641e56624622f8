import { addDays, type Day, formatDay, type Refusal, refuse } from '#kernel';
import { firstGap, holdsOn } from './terms.ts';
import type { Post, Relation, Term, Unit } from './types.ts';

/** What follows from taking somebody out: which row ends, on what day. */
export type Ending = { readonly id: string; readonly validTo: Day };

type Duty<T extends Term> = {
  /** All that could cover the duty after the day, the one that ends left out. */
  readonly others: readonly T[];
  readonly lastDay: Day;
  /** The duty itself ends then; undefined while it goes on. */
  readonly until?: Day | undefined;
};

/** The first day nobody would cover; undefined when the successors follow without a gap. */
export const uncoveredFrom = <T extends Term>({ others, lastDay, until }: Duty<T>): Day | undefined =>
  firstGap(others, addDays(lastDay, 1), until);

/**
 * May the post end on that day? Only if somebody holds the same role in the same unit (and section) from the day
 * after, without a gap, or the unit itself ends with it.
 */
export function decideEndPost(posts: readonly Post[], unit: Unit, id: string, lastDay: Day): Ending | Refusal {
  const post = posts.find((each) => each.id === id);
  if (!post) return refuse({ code: 'registry.no-post', kind: 'not-found', what: '没有找到这个岗位任职' });
  if (!holdsOn(post, lastDay))
    return refuse({
      code: 'registry.post-not-held',
      kind: 'conflict',
      what: `${formatDay(lastDay)}不在这个任职的起止日期之内`,
      todo: '请核对离任日期',
    });
  const others = posts.filter(
    (each) =>
      each.id !== id &&
      each.unit === post.unit &&
      each.role === post.role &&
      (each.section ?? '') === (post.section ?? ''),
  );
  const gap = uncoveredFrom({ others, lastDay, until: unit.validTo });
  return gap === undefined
    ? { id, validTo: lastDay }
    : refuse({
        code: 'registry.no-successor',
        kind: 'conflict',
        what: `${unit.name}的${post.title ?? post.role}在${formatDay(gap)}起无人接任`,
        why: '岗位不能空缺：在办事项、时限提醒都要有人接手',
        todo: '请先为接任人办理任职，再办离任',
      });
}

/** What somebody who leaves hands over besides his post: what of his ends, and what his successor begins. */
type HandOver = {
  readonly ends: readonly Ending[];
  readonly begins: readonly Omit<Relation, 'id'>[];
};

/** Whether whoever leaves a post holds another one then. */
export const staysOn = (posts: readonly Post[], leaving: Post, on: Day): boolean =>
  posts.some((each) => each.id !== leaving.id && each.person === leaving.person && holdsOn(each, on));

/**
 * Grids and blocks of somebody who leaves for good go to his successor from the day after; without one he may not leave.
 * Whoever keeps another post keeps them too.
 *
 * @param duties his grids and blocks
 */
export function decideHandOver(
  posts: readonly Post[],
  leaving: Post,
  duties: readonly Relation[],
  lastDay: Day,
  successor: string | undefined,
): HandOver | Refusal {
  const next = addDays(lastDay, 1);
  const open = duties.filter((each) => each.subject === leaving.person && holdsOn(each, next));
  if (staysOn(posts, leaving, next) || open.length === 0) return { ends: [], begins: [] };
  if (successor === undefined)
    return refuse({
      code: 'registry.no-successor',
      kind: 'conflict',
      what: `离任人还担任${open.length}个网格或区块的服务、挂联，没有人接手`,
      why: '网格内的企业、挂联的区块在任何一天都要有具名的人，做到服务不断档',
      todo: '请写明接任人一并移交，或先在“社区和网格”里安排接任人',
    });
  return {
    ends: open.map(({ id }) => ({ id, validTo: lastDay })),
    begins: open.map(({ id: _, ...duty }) => ({ ...duty, subject: successor, validFrom: next })),
  };
}
