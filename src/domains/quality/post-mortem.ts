import { z } from 'zod';
import { type Call, refuse } from '#kernel';
import { keyed, type QualityPorts } from './ports.ts';

const KINDS = { rule: '制度规定', policy: '政策', process: '办事流程' } as const;

export const PostMortemFinding = z.strictObject({
  cause: z
    .enum(['rule-missing', 'rule-bad', 'policy-unclear', 'process', 'coordination', 'execution'])
    .describe('成因'),
  kind: z.enum(['rule', 'policy', 'process']).describe('要改的是制度、政策还是流程'),
  target: z.string().trim().min(1).max(200).describe('要改的那一项：名称，有文号的写文号'),
  change: z.string().trim().min(1).max(1000).describe('改什么：现在怎样，改成怎样'),
});
export type PostMortemFinding = z.infer<typeof PostMortemFinding>;

// 口号 instead of a change: what remains when these are taken away is what was really said.
const EMPTY =
  /进一步|切实|不断|持续|全面|高度|认真|积极|大力|加强|强化|提高|提升|增强|加大|加快|完善|优化|改进|规范|落实|做好|确保|重视|管理|服务|意识|认识|水平|能力|力度|质量|效率|作风|建设|工作|相关|有关|各项|制度|政策|流程|机制|规定|措施|办法|学习|培训|教育|监督|检查|沟通|协调|责任|要求|[的了和及与、，。；：\s]/g;

const saysSomething = (text: string, least: number): boolean => [...text.replaceAll(EMPTY, '')].length >= least;

/** @throws Refusal when it names no rule, policy or process, or only says that things must get better */
export function checkPostMortem({ kind, target, change }: Omit<PostMortemFinding, 'cause'>): void {
  const wrong = [
    ...(saysSomething(target, 2)
      ? []
      : [{ path: 'target', message: `请写明要改的是哪一项${KINDS[kind]}，例如文件名称和文号、事项名称` }]),
    ...(saysSomething(change, 4) ? [] : [{ path: 'change', message: '请写明具体改什么：哪一条、哪一环节，改成怎样' }]),
  ];
  if (wrong.length === 0) return;
  throw refuse({
    code: 'quality.post-mortem',
    kind: 'invalid',
    what: '复盘必须落到一项具体的制度、政策或流程上',
    why: wrong.map((each) => each.message).join('；'),
    todo: '只写“加强管理、提高认识”的不算复盘',
    at: wrong,
  });
}

/** Opens the post-mortem of a matter, as a matter of its own under it. */
export async function openPostMortem(
  ports: QualityPorts,
  call: Call,
  id: string,
  reason: string,
): Promise<{ readonly id: string }> {
  const [state] = await ports.states(call, [id]);
  if (!state) throw refuse({ code: 'matter.not-found', kind: 'not-found', what: '没有这件事项，或您无权查看' });
  return ports.open(keyed(call, call.idempotencyKey ?? `post-mortem ${id} ${state.reopenings}`), {
    loop: 'post-mortem',
    channel: 'office',
    parent: id,
    fields: { title: `复盘：${state.number}`, text: reason, matter: state.number },
    ...(call.actor.unit === undefined ? {} : { office: call.actor.unit }),
  });
}

/** Hands a post-mortem in; the loop's own check sees that it names what must change. */
export async function submitPostMortem(
  ports: QualityPorts,
  call: Call,
  id: string,
  finding: PostMortemFinding,
): Promise<void> {
  const { cause, kind, target, change } = finding;
  await ports.move(call, { id, move: 'finish', input: { cause, change: kind, target, proposal: change } });
}
