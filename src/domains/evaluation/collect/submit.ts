import type { MissingCode } from '#engines/indicators';
import { currentHop, type Inputs, type MatterState } from '#engines/matters';
import { type Call, refuse } from '#kernel';
import type { CollectedLeaf } from './collected-leaves.ts';
import type { CollectPorts } from './ports.ts';

export const MISSING_WORDS = {
  'not-applicable': '不适用',
  'not-collected': '未统计',
  unpublished: '尚未发布',
  confidential: '依法不公开',
} as const satisfies Partial<Record<MissingCode, string>>;
export type StatedMissing = keyof typeof MISSING_WORDS;

export type Statement = {
  readonly value?: number | undefined;
  readonly missing?: StatedMissing | undefined;
  readonly reply: string;
  readonly files?: readonly string[] | undefined;
  /** Why there is nothing to show for it. */
  readonly unproven?: string | undefined;
};

/** The check that the loop names: a value, or why there is none, never both and never neither. */
export function valueOrMissing(input: Inputs): void {
  const [value, missing] = [typeof input.value === 'number', typeof input.missing === 'string' && input.missing !== ''];
  if (value !== missing) return;
  throw refuse({
    code: 'collect.value-or-missing',
    kind: 'invalid',
    what: value ? '既有数值又选了缺数原因' : '没有填数值，也没有选缺数原因',
    todo: '有数只填数值；没有数的，数值留空并选一个原因',
    at: [{ path: 'value', message: '数值和缺数原因填其一' }],
  });
}

export const isShown = ({ value, files, unproven }: Inputs): boolean =>
  typeof value !== 'number' ||
  (Array.isArray(files) && files.length > 0) ||
  (typeof unproven === 'string' && unproven.trim().length >= 2);

/** The check that the loop names: whoever states a value shows what it rests on, or says why he cannot. */
export function evidenceOrReason(input: Inputs): void {
  if (isShown(input)) return;
  throw refuse({
    code: 'collect.unproven',
    kind: 'invalid',
    what: '没有附佐证材料，也没有写理由',
    todo: '请上传佐证材料；确实不便附的，写明没有佐证的理由',
    at: [{ path: 'unproven', message: '附佐证材料，或写明理由' }],
  });
}

/** What is wrong with a value for this indicator; undefined when it can be so. */
export function implausible({ unit, range: [low, high] }: Pick<CollectedLeaf, 'unit' | 'range'>, value: number) {
  const under = low !== null && value < low;
  if (!under && (high === null || value <= high)) return undefined;
  if (unit === '%' && low === 0 && high === 100) return '占比应在 0 到 100 之间';
  return under ? `不应小于 ${low}${unit}` : `不应大于 ${high}${unit}`;
}

/** States the value of one filling task. */
export async function stateValue(
  ports: CollectPorts,
  call: Call,
  state: MatterState,
  leaf: CollectedLeaf | undefined,
  { value, missing, reply, files, unproven }: Statement,
): Promise<void> {
  valueOrMissing({ value, missing });
  const wrong = value !== undefined && leaf ? implausible(leaf, value) : undefined;
  if (wrong)
    throw refuse({
      code: 'collect.implausible',
      kind: 'invalid',
      what: `${state.number}：${wrong}`,
      todo: '请核对数值和计量单位',
      at: [{ path: 'value', message: wrong }],
    });
  evidenceOrReason({ value, files, unproven });
  // Whoever states the value has taken the task on.
  if (currentHop(state)?.stage === 'unsigned')
    await ports.moveFill(
      { ...call, idempotencyKey: `sign ${state.id} ${state.seq}` },
      { id: state.id, move: 'sign', input: {} },
    );
  await ports.moveFill(call, {
    id: state.id,
    move: 'finish',
    input: {
      ...(value === undefined ? {} : { value }),
      ...(missing === undefined ? {} : { missing }),
      reply,
      ...(unproven ? { unproven } : {}),
      ...(files && files.length > 0 ? { files } : {}),
    },
  });
}
