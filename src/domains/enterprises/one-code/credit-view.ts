import { z } from 'zod';
import type { CreditAnswer } from '#engines/registry';

export const CreditView = z.object({
  id: z.enum(['blue', 'green', 'yellow', 'red']),
  title: z.string(),
  says: z.string(),
  because: z.array(z.string()).describe('凭哪些数据是这个颜色；无权看数值的只说是哪一项'),
  assumed: z.boolean().optional(),
});

const factOf = (ground: string): string => ground.split(' ')[0] ?? '';

/**
 * The colour is everybody's; a figure behind it only for whoever may see that figure. An official is told at least which
 * fact it is, so that he can ask about it; a stranger is not.
 */
export const creditView = (
  { state, because }: CreditAnswer,
  sees: (fact: string) => boolean,
  official: boolean,
): z.infer<typeof CreditView> => ({
  id: state.id,
  title: state.title,
  says: state.says,
  because: because.flatMap((each) => {
    if (sees(factOf(each))) return [each];
    return official ? [`${factOf(each)}（无权查看数值）`] : [];
  }),
  ...(state.assumed && { assumed: true }),
});
