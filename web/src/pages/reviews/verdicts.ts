import type { ReviewRow, Verdict } from '../../api/policy-reviews.ts';

export const VERDICTS: readonly { readonly value: Verdict; readonly label: string }[] = [
  { value: 'keep', label: '立（继续执行）' },
  { value: 'amend', label: '改' },
  { value: 'repeal', label: '废' },
  { value: 'interpret', label: '释' },
];

export const UNCOLLECTED = '未采集';
export const UNCOLLECTED_WHY = '在申报时自行享受，资金不由本市支付；谁享受了、多少钱，税务等部门没有报来，不是零';

/** A zero would say that nobody has it. */
export const isUncollected = ({ declared, claimed }: Pick<ReviewRow, 'declared' | 'claimed'>): boolean =>
  declared && claimed === 0;
