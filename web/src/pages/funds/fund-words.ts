import type { Balances, FundBatch, FundStage } from '../../api/funds.ts';

export const ACCOUNT_WORDS: Readonly<Record<keyof Balances, string>> = {
  granted: '预算下达',
  available: '可用',
  committed: '已承诺',
  payable: '应付',
  sent: '在途',
  advanced: '预拨待清算',
  paid: '已付',
  receivable: '应收回',
};

export const STAGE_WORDS: Readonly<Record<FundStage, string>> = {
  committed: '待编批次',
  payable: '待送付',
  sent: '待到账',
  advanced: '预拨待清算',
  paid: '已到账',
  receivable: '应收回',
  released: '已释放',
};

export const BATCH_WORDS: Readonly<Record<FundBatch['status'], string>> = {
  drafted: '待复核',
  approved: '已复核，待送付',
  sent: '已送付，待回单',
  reconciled: '已对账',
  cancelled: '已作废',
};

export const ACT_WORDS: Readonly<Record<string, string>> = {
  grant: '下达预算',
  cut: '调减预算',
  commit: '审定，占用预算',
  release: '释放承诺',
  approve: '批次复核',
  withdraw: '撤回待编',
  send: '送付',
  settle: '到账',
  bounce: '银行退回',
  return: '到账后退回',
  finalise: '预拨清算',
  reclaim: '认定应收回',
  recover: '已收回',
};

/** Of one hue from dark to light, so that only what is owed back stands out. */
export const BAR = ['paid', 'advanced', 'sent', 'payable', 'committed', 'available'] as const;
