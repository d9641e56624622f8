import { type Day, type Refusal, refuse } from '#kernel';

/** What somebody answers for by name, besides what goes with a post. */
export const NAMED_DUTIES = ['aim-measure', 'special-action'] as const;
export type NamedDutyKind = (typeof NAMED_DUTIES)[number];
export type NamedDuty = { readonly kind: NamedDutyKind; readonly object: string; readonly title: string };

/** A named duty went from one to another, from a day on; nothing is taken away. */
export type HandedOver = Pick<NamedDuty, 'kind' | 'object'> & {
  readonly from: string;
  readonly to: string;
  readonly fromDay: Day;
};

/**
 * Who answers on a day: each hand-over passes on what is his who hands over.
 *
 * @param handed what was handed over of this one duty, in the order in which it was
 */
export const answersOn = (person: string, handed: readonly HandedOver[], on: Day): string =>
  handed
    .filter((each) => each.fromDay <= on)
    .toSorted((a, b) => (a.fromDay === b.fromDay ? 0 : a.fromDay < b.fromDay ? -1 : 1))
    .reduce((who, each) => (each.from === who ? each.to : who), person);

export type Taken = Pick<NamedDuty, 'kind' | 'object'> & { readonly person: string };

/**
 * Who takes what of somebody who leaves: whom it is said for, else his successor. Whoever leaves for good leaves nothing
 * behind that nobody answers for.
 */
export function decideTakers(
  duties: readonly NamedDuty[],
  takes: readonly Taken[],
  { successor, stays }: { readonly successor: string | undefined; readonly stays: boolean },
): readonly Taken[] | Refusal {
  const said = (duty: NamedDuty): string | undefined =>
    takes.find((each) => each.kind === duty.kind && each.object === duty.object)?.person;
  const unknown = takes.filter(
    (each) => !duties.some(({ kind, object }) => kind === each.kind && object === each.object),
  );
  if (unknown.length > 0)
    return refuse({
      code: 'registry.not-his-duty',
      kind: 'conflict',
      what: `有${unknown.length}项已不在离任人名下`,
      todo: '请刷新后再办',
    });
  const left = stays ? [] : duties.filter((each) => (said(each) ?? successor) === undefined);
  if (left.length > 0)
    return refuse({
      code: 'registry.no-taker',
      kind: 'conflict',
      what: `离任人名下还有${left.length}项没有人接：${left.map((each) => `“${each.title}”`).join('、')}`,
      why: '目标措施、专项行动在任何一天都要有具名的责任人',
      todo: '请写明接任人，或逐项写明由谁接手',
    });
  return duties.flatMap(({ kind, object, ...rest }) => {
    const person = said({ kind, object, ...rest }) ?? (stays ? undefined : successor);
    return person === undefined ? [] : [{ kind, object, person }];
  });
}
