import type { Inputs } from '#engines/matters';
import { lookBackConcluded } from './look-back.ts';
import type { QualityPorts } from './ports.ts';
import { checkPostMortem } from './post-mortem.ts';

const said = (input: Inputs, name: string): string => {
  const value = input[name];
  return typeof value === 'string' ? value : '';
};

/** Checks that a loop may name: they see what people filled in, before free text is put apart. */
export const LOOP_CHECKS: Readonly<Record<string, (input: Inputs) => void>> = {
  'names-a-change': (input) =>
    checkPostMortem({
      kind: CHANGES[said(input, 'change')] ?? 'rule',
      target: said(input, 'target'),
      change: said(input, 'proposal'),
    }),
};

const CHANGES: Readonly<Record<string, 'rule' | 'policy' | 'process'>> = {
  rule: 'rule',
  policy: 'policy',
  process: 'process',
};

type LoopCall = (
  ports: QualityPorts,
  at: { readonly tenant: string; readonly now: number },
  id: string,
) => Promise<void>;

/** Steps that a loop may name as an effect; each may come twice. */
export const LOOP_CALLS: Readonly<Record<string, LoopCall>> = {
  'look-back-concluded': lookBackConcluded,
};
