import type { Scheme } from '#engines/indicators';
import type { EvaluationPorts } from '../ports.ts';
import type { SchemeRunInput } from '../runs/ports.ts';
import { type FirmFrame, firmFrame } from './frame.ts';

export type FirmInput = { readonly input: SchemeRunInput; readonly frame: FirmFrame };

/** All that a grading of the enterprises is counted from, as the facts stand now. */
export async function firmInput(
  ports: Pick<EvaluationPorts, 'firms' | 'facts' | 'version'>,
  tenant: string,
  scheme: Scheme,
): Promise<FirmInput> {
  const frame = await firmFrame(ports, tenant, scheme);
  const { ceilings } = frame;
  const input = { ...frame.frame, scheme, code: ports.version, seed: scheme.scheme };
  return { frame, input: { ...input, ...(ceilings ? { ceilings } : {}) } };
}
