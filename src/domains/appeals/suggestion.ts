import { z } from 'zod';
import type { Call } from '#kernel';
import { suggest } from './dispatching/index.ts';
import type { AppealPorts } from './ports.ts';
import { findSimilar, SimilarRow, similarRows } from './similar.ts';
import { guessCategories } from './understand.ts';

const Named = z.object({ id: z.string(), name: z.string() });

export const SuggestionView = z.object({
  path: z.array(Named).describe('建议的交办路径，第一个是分办对象'),
  why: z.string(),
  coUnits: z.array(Named),
  grade: z.object({ code: z.string(), title: z.string(), why: z.string() }).optional(),
  category: z
    .object({ code: z.string(), title: z.string(), why: z.string().optional() })
    .optional()
    .describe('没有选类别的，按内容理解为'),
  input: z.record(z.string(), z.unknown()).describe('分办动作的填写内容'),
  similar: z.array(SimilarRow),
});
export type SuggestionView = z.infer<typeof SuggestionView>;

/** The right pane of the dispatch desk: whom to give the matter to, and what speaks for it. */
export async function suggestFor(ports: AppealPorts, call: Call, id: string): Promise<SuggestionView> {
  const { state, title, body } = await ports.read(call, id);
  const similar = await findSimilar(ports, call, `${title}\n${body}`, { except: id, most: 20 });
  const directory = await ports.directory(call.tenant, call.now);
  const category = state.fields.category ? undefined : guessCategories(ports, call, `${title}\n${body}`, similar)[0];
  const { path, coUnits, why, grade } = suggest({
    state: category ? { ...state, fields: { ...state.fields, category: category.code } } : state,
    map: ports.dispatch(call.tenant),
    directory,
    precedents: similar.filter((each) => each.state.closed && each.state.outcome !== 'merged'),
    grading: ports.grading(call.tenant, state.loop),
    alike: similar.filter((each) => !each.state.closed && each.score >= ALIKE).length,
  });
  const named = (unit: string) => ({ id: unit, name: directory.unit(unit)?.name ?? unit });
  return {
    path: path.map(named),
    why,
    coUnits: coUnits.map(named),
    ...(grade ? { grade } : {}),
    ...(category ? { category: { code: category.code, title: category.title, why: category.why } } : {}),
    input: {
      ...(path[0] ? { unit: path[0] } : {}),
      ...(coUnits.length > 0 ? { units: coUnits } : {}),
      ...(grade ? { grade: grade.code } : {}),
    },
    similar: await similarRows(ports, call, similar.slice(0, 8)),
  };
}

const ALIKE = 0.4;
