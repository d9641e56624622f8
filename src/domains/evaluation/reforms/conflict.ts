/** Why a judge may not score a case: he belongs to the unit, to one above or below it, or stepped aside himself. */
export function conflictOf(
  judge: { readonly unit: string | undefined; readonly recused: boolean },
  nominee: string,
  ancestors: (unit: string) => readonly string[],
): string | undefined {
  if (judge.recused) return '您已申请回避';
  if (judge.unit === undefined) return '您没有以哪个单位的身份登录';
  if (judge.unit === nominee) return '您来自推荐单位';
  if (ancestors(judge.unit).includes(nominee)) return '您所在单位是推荐单位的下级';
  // A government stands above all its departments: only what is directly above has a stake.
  if (ancestors(nominee)[0] === judge.unit) return '您所在单位是推荐单位的上级';
  return undefined;
}
