import { useSite } from '../api/session.ts';
import { type Choice, type ChoiceGroup, choicesOf } from './code-choices.ts';

export type List = {
  readonly options: (Choice | ChoiceGroup)[];
  /** What a code is called; the code itself where the list does not know it. */
  readonly titleOf: (code: string) => string;
};

/** A code list of the city, as one chooses from it and as one reads it. */
export function useList(id: string): List {
  const items = useSite()?.lists[id] ?? [];
  return {
    options: choicesOf(items),
    titleOf: (code) => items.find((each) => each.code === code)?.title ?? code,
  };
}
