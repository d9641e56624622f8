import type { Verdict } from '../../api/policy-reviews.ts';

export const VERDICTS: readonly { readonly value: Verdict; readonly label: string }[] = [
  { value: 'keep', label: '立（继续执行）' },
  { value: 'amend', label: '改' },
  { value: 'repeal', label: '废' },
  { value: 'interpret', label: '释' },
];
