import { queryOptions } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import type { Named } from './types/index.ts';

export type Question = {
  readonly id: string;
  readonly title: string;
  readonly kind: 'grade' | 'choice' | 'choices' | 'text';
  readonly options?: readonly { readonly code: string; readonly title: string }[];
  readonly required: boolean;
  readonly hint?: string;
};
export type Questionnaire = {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly topic?: string;
  readonly every?: string;
  readonly after?: string;
  readonly source?: string;
  readonly assumed?: boolean;
  readonly target?: { readonly share: number; readonly source: string };
  readonly questions: readonly Question[];
};
export type FormVersion = { readonly form: Questionnaire; readonly version: number; readonly everyTitle?: string };
export const surveyFormsQuery = queryOptions({
  queryKey: ['surveys', 'forms'],
  queryFn: async ({ signal }) =>
    (await get<{ items: readonly FormVersion[] }>('/survey-forms', undefined, signal)).items,
});
export const saveForm = ({ form, version }: FormVersion, key: string) =>
  call<{ version: number }>('PUT', `/survey-forms/${encodeURIComponent(form.id)}`, { body: { form, version }, key });

export type SurveyHead = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly form: string;
  readonly period: string;
  readonly unit: Named;
  readonly status: 'announced' | 'running' | 'closed';
  readonly announcedAt: number;
  readonly closesAt: number;
  readonly asked: number;
  readonly answered: number;
};
export type QuestionResult = {
  readonly id: string;
  readonly title: string;
  readonly kind: Question['kind'];
  readonly answered: number;
  readonly choices: readonly { readonly code: string; readonly title: string; readonly count: number }[];
  readonly satisfied?: {
    readonly share: number;
    readonly margin: number;
    readonly answered: number;
    readonly covered: number;
  };
  readonly parts: readonly {
    readonly stratum: string;
    readonly answered: number | null;
    readonly share: number | null;
  }[];
  readonly words: readonly string[];
};
export type Survey = SurveyHead & {
  readonly intro: string;
  readonly target?: { readonly share: number; readonly source: string };
  readonly least: number;
  readonly frame: { readonly count: number; readonly excluded: number; readonly root: string; readonly hash: string };
  readonly seed?: { readonly by: string; readonly value: string };
  readonly texts?: {
    readonly isLive: boolean;
    readonly sent: number;
    readonly noNumber: number;
    readonly failed: number;
  };
  readonly strata: readonly {
    readonly stratum: string;
    readonly population: number;
    readonly asked: number;
    readonly answered: number;
    readonly probability: number;
  }[];
  readonly results: readonly QuestionResult[] | null;
};

export const surveysQuery = (before?: string) =>
  queryOptions({
    queryKey: ['surveys', 'list', before],
    queryFn: ({ signal }) => get<{ items: readonly SurveyHead[]; next?: number }>('/surveys', { before }, signal),
  });
export const surveyQuery = (id: string) =>
  queryOptions({
    queryKey: ['surveys', 'one', id],
    queryFn: ({ signal }) => get<Survey>(`/surveys/${encodeURIComponent(id)}`, undefined, signal),
  });

export type Announcing = {
  readonly form: string;
  readonly period: string;
  readonly population:
    | { readonly kind: 'registry'; readonly region?: string }
    | { readonly kind: 'matters'; readonly loop: string; readonly from: string; readonly to: string }
    | { readonly kind: 'panel'; readonly kinds: readonly string[] };
  readonly strata: string;
  readonly total: number;
  readonly least: number;
  readonly closes: string;
};
export const announceSurvey = (given: Announcing, key: string) => post<Survey>('/surveys', given, key);
type Seed = { readonly id: string; readonly source: string; readonly value: string };
export const drawSurvey = ({ id, ...seed }: Seed, key: string) =>
  post<Survey>(`/surveys/${encodeURIComponent(id)}/draw`, seed, key);
export const closeSurvey = ({ id }: { readonly id: string }, key: string) =>
  post<Survey>(`/surveys/${encodeURIComponent(id)}/close`, {}, key);
export const surveyFile = (id: string, what: 'export' | 'verification' | 'links'): string =>
  `/api/surveys/${encodeURIComponent(id)}/${what}`;

export type Asked = {
  readonly form: Questionnaire;
  readonly closesAt: number;
  readonly unit: string;
  readonly spent: boolean;
  readonly over: boolean;
};
/** The token travels in the body: no address, no log. */
export const askedQuery = (token: string) =>
  queryOptions({
    queryKey: ['survey-answer', token],
    queryFn: () => post<Asked>('/survey-answers/look', { token }),
    retry: false,
  });
export type Answers = Readonly<Record<string, number | string | readonly string[]>>;
type Answering = {
  readonly token: string;
  readonly answers: Answers;
  readonly callBack?: { readonly words: string; readonly contact: string };
};
export const answerSurvey = (given: Answering) => post<{ callBack: boolean }>('/survey-answers', given);
export const mySurveysQuery = queryOptions({
  queryKey: ['survey-answer', 'mine'],
  queryFn: async ({ signal }) =>
    (
      await get<{ items: readonly { title: string; intro: string; closesAt: number; token: string }[] }>(
        '/surveys-for-me',
        undefined,
        signal,
      )
    ).items,
});
