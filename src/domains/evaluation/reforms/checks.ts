import type { MatterState } from '#engines/matters';
import { type Call, refuse } from '#kernel';
import type { ReformStore } from './ports.ts';

type About = { readonly call: Call; readonly state: MatterState };
const JUDGES = 3;

/** A case goes to publicity only after three judges without a stake scored it. */
export const scoredByThree =
  (store: Pick<ReformStore, 'scored'>) =>
  async ({ call, state }: About): Promise<void> => {
    const scored = await store.scored(call.tenant, state.id);
    if (scored >= JUDGES) return;
    throw refuse({
      code: 'reforms.too-few-scores',
      kind: 'conflict',
      what: `只有 ${scored} 位评委打了分`,
      todo: `至少 ${JUDGES} 位无利害关系的评委打分后才能公示`,
    });
  };

export function publicityOver({ call, state }: About): void {
  const over = state.clocks.publicity?.rungs.find((each) => each.rung === 'over');
  if (over && over.at <= call.now) return;
  throw refuse({ code: 'reforms.publicity', kind: 'conflict', what: '公示期还没有满', todo: '请在公示期满后确认入选' });
}
