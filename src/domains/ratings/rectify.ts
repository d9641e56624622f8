import { type Call, isRefusal, SYSTEM, systemCall } from '#kernel';
import { BAD, GRADES, type RatingPorts, type Said, type ServiceRating } from './ports.ts';

/** A bad rating becomes a matter in the hands of the unit that was rated. Opened twice, it is one. */
export async function openRectification(
  ports: RatingPorts,
  call: Pick<Call, 'tenant' | 'now' | 'requestId'>,
  rating: ServiceRating,
  { comment, phone }: Said,
): Promise<void> {
  if (rating.grade > BAD || rating.matter === null) return;
  const { id, matter, unit, item, region, grade } = rating;
  const system: Call = { ...call, actor: SYSTEM, idempotencyKey: `rating ${id}` };
  const name = (await ports.unitNames(call))(unit);
  await ports.open(system, {
    id: matter,
    region,
    fields: {
      title: `“${item}”差评：${GRADES[grade] ?? ''}`,
      body: [comment ?? '评价人没有填写意见', rating.tags.length > 0 ? `选择的问题：${rating.tags.join('、')}` : '']
        .filter(Boolean)
        .join('\n'),
      rated: unit,
      grade,
      reachable: phone !== undefined,
      ...(phone === undefined ? {} : { 'contact-phone': phone }),
    },
  });
  try {
    const note =
      phone === undefined
        ? `请${name}限期整改。评价人没有留联系电话，整改后等他凭查询码再次评价。`
        : `请${name}在 1 个工作日内联系评价人，限期整改。`;
    await ports.move(
      { ...system, idempotencyKey: `rating ${id} given` },
      { id: matter, move: 'assign', input: { unit, note } },
    );
  } catch (error) {
    // The unit is no more, or recused: the office that keeps it decides who takes it.
    if (!isRefusal(error)) throw error;
  }
}

const AGAIN = 2;

/**
 * What its rater says a second time counts at once and cannot be taken back: content, it is closed; else it goes back to
 * the unit, and after two more tries it ends as it is.
 */
export async function settleAnswer(
  ports: Pick<RatingPorts, 'move' | 'stateOf'>,
  call: Pick<Call, 'tenant' | 'now' | 'requestId'>,
  matter: string,
  grade: number,
): Promise<void> {
  const state = await ports.stateOf(call.tenant, matter);
  if (!state) return;
  const [move, input] = verdictOn(grade, state.reopenings);
  const system: Call = { ...call, actor: SYSTEM, idempotencyKey: `answered ${matter} ${state.reopenings}` };
  await ports.move(system, { id: matter, move, input });
}

const verdictOn = (grade: number, tries: number): readonly [string, Readonly<Record<string, string>>] => {
  const said = `评价人再次评价“${GRADES[grade] ?? grade}”`;
  if (grade > BAD) return ['verify', { outcome: 'resolved', note: said }];
  if (tries < AGAIN) return ['rework', { reason: `${said}，请继续整改` }];
  return ['close-dissatisfied', { outcome: 'unresolved', note: `${said}，已继续整改 ${tries} 次` }];
};

/** Opens what a crash between the rating and its matter left unopened. A job. */
export async function openUnopened(ports: RatingPorts, tenant: string, now: number): Promise<number> {
  const found = await ports.store.unopened(tenant, 100);
  for (const { said, ...rating } of found)
    await openRectification(ports, systemCall(tenant, now, ports.ids()), rating, said ? ports.unseal(said) : {});
  return found.length;
}
