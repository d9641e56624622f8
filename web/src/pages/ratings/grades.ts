export const GRADES = [
  [5, '非常满意'],
  [4, '满意'],
  [3, '基本满意'],
  [2, '不满意'],
  [1, '非常不满意'],
] as const;
export const gradeWord = (grade: number): string => GRADES.find(([each]) => each === grade)?.[1] ?? '';
/** The third answer of five is the last good one. */
export const isBad = (grade: number | undefined): boolean => grade !== undefined && grade <= 2;
export const REASONS = [
  '排队时间长',
  '态度不好',
  '材料要求说不清',
  '多次跑',
  '办得慢',
  '收费有疑问',
  '设备系统有问题',
] as const;
export const channelWord = { qr: '扫码', portal: '网上', phone: '电话', counter: '柜台' } as const;
