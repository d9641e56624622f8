export const statusWords = {
  running: '本月还在进行，按现有记录试算',
  open: '待提交',
  proposed: '已提交，待另一人签发',
  frozen: '已冻结',
} as const;
