import type { DemoCity, Step } from '#platform/demo';

type Run = (step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'>) => Promise<unknown>;
type Claims = {
  readonly items: readonly {
    readonly id: string;
    readonly clause: string;
    readonly fen?: number;
    readonly enterprise: { readonly id: string };
    readonly matter?: string;
    readonly review?: string;
  }[];
};

const WAN = 1_000_000;
/** Clauses of whose unit two persons stand on the sign-in page. */
const OWN = new Set(['upgrade', 'rent-relief', 'digital-small']);

/**
 * Not every claim goes straight: one firm takes its back, one is asked for more papers, a large one waits for its second
 * person, one asks for a person after the rule said no, one appeals to another person.
 */
export async function secondThoughts(demo: DemoCity, run: Run, at: number): Promise<void> {
  const clerk = demo.official('qz-economy-it', 'liaison');
  const head = demo.official('qz-economy-it', 'head');
  if (!clerk || !head) return;
  const listed = async (status: string): Promise<Claims['items']> =>
    ((await run({ at, actor: clerk, operation: 'claims.list', input: { status, limit: 200 } })) as Claims).items;
  const open = (await listed('with-clerk')).filter((each) => each.clause === 'upgrade' && each.matter);
  const [back, more, ...rest] = open;
  const large = rest.find((each) => (each.fen ?? 0) >= 50 * WAN);
  if (back)
    await run({ at, actor: demo.firm(back.enterprise.id), operation: 'claims.withdraw', input: { id: back.id } });
  if (more) {
    const input = { id: more.matter ?? '', move: 'request-supplement', ask: '请补充设备发票和投资项目备案（演示）' };
    await run({ at, actor: head, operation: 'matters.move', input });
  }
  if (large) {
    const input = { id: large.matter ?? '', move: 'propose', note: '已核对专账和合同，建议批准（演示）' };
    await run({ at, actor: clerk, operation: 'matters.move', input });
  }
  const refused = await listed('refused');
  for (const review of ['person', 'appeal']) {
    const may = refused.filter((each) => each.review === review);
    const one = may.find((each) => OWN.has(each.clause)) ?? may[0];
    const input = { id: one?.id ?? '', reason: '依据的数据已经更正，请再核一次（演示）' };
    if (one) await run({ at, actor: demo.firm(one.enterprise.id), operation: 'claims.review', input });
  }
}
