import { z } from 'zod';
import { Questionnaire } from './form.ts';

const PLACE = 'surveys/';

export type FormIssue = { readonly place: string; readonly path: readonly PropertyKey[]; readonly message: string };

/** The questionnaires under `surveys/` of a pack, and what is wrong with them. */
export function readQuestionnaires(files: Readonly<Record<string, unknown>>): {
  readonly forms: readonly Questionnaire[];
  readonly issues: readonly FormIssue[];
} {
  const issues: FormIssue[] = [];
  const forms = Object.keys(files)
    .filter((place) => place.startsWith(PLACE))
    .sort()
    .flatMap((place) => {
      const result = Questionnaire.safeParse(files[place], { error: z.locales.zhCN().localeError });
      if (result.success) return [result.data];
      for (const { path, message } of result.error.issues) issues.push({ place, path, message });
      return [];
    });
  return { forms, issues };
}
