import type { MoneyStage } from '../../api/cockpit.ts';

/** How a leader calls where money stands. */
export const MONEY_WORDS: Readonly<Record<MoneyStage, string>> = {
  committed: '承诺',
  payable: '待拨',
  sent: '在途',
  arrived: '到账',
  returned: '退回',
};
export const MONEY_MEANS: Readonly<Record<MoneyStage, string>> = {
  committed: '已审定，待编批次',
  payable: '已编批次，待送付',
  sent: '已送银行，待回单',
  arrived: '银行已回单，含预拨',
  returned: '当年银行退回，含后来重付的',
};
export const moneyStageOf = (text: string | undefined): MoneyStage =>
  text !== undefined && Object.hasOwn(MONEY_WORDS, text) ? (text as MoneyStage) : 'committed';
