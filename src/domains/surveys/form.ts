import { z } from 'zod';

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, '标识只用小写字母、数字和连字符');
const Title = z.string().trim().min(1).max(200);

const Option = z.strictObject({ code: Id, title: Title });

export const GRADES = [
  { grade: 5, title: '非常满意' },
  { grade: 4, title: '满意' },
  { grade: 3, title: '基本满意' },
  { grade: 2, title: '不满意' },
  { grade: 1, title: '非常不满意' },
] as const;

export const Question = z
  .strictObject({
    id: Id,
    title: Title,
    kind: z.enum(['grade', 'choice', 'choices', 'text']).describe('五级满意度、单选、多选、一段话'),
    options: z.array(Option).max(30).optional(),
    required: z.boolean().default(true),
    hint: z.string().max(200).optional(),
  })
  .refine(
    ({ kind, options }) => (kind === 'choice' || kind === 'choices') === (options !== undefined && options.length > 1),
    {
      message: '单选、多选须有两个以上选项，别的题没有选项',
      path: ['options'],
    },
  );
export type Question = z.infer<typeof Question>;

export const EVERY = { month: '每月', quarter: '每季度', year: '每年' } as const;

/** What is asked; frozen into each survey when it is announced. */
export const Questionnaire = z
  .strictObject({
    id: Id,
    title: Title,
    intro: z.string().trim().max(1000).default(''),
    topic: z.string().max(80).optional().describe('用于哪个指标、哪项工作'),
    target: z
      .strictObject({ share: z.number().min(0).max(100), source: z.string().max(300) })
      .optional()
      .describe('满意率目标和出处'),
    every: z
      .enum(Object.keys(EVERY) as [keyof typeof EVERY, ...(keyof typeof EVERY)[]])
      .optional()
      .describe('定期开展'),
    after: z.string().max(60).optional().describe('办结后调查：哪种事项'),
    source: z.string().max(300).optional(),
    assumed: z.boolean().optional(),
    questions: z.array(Question).min(1).max(40),
  })
  .superRefine(({ questions }, context) => {
    const seen = new Set<string>();
    for (const [at, { id }] of questions.entries()) {
      if (seen.has(id)) context.addIssue({ code: 'custom', path: ['questions', at, 'id'], message: `“${id}”重复` });
      seen.add(id);
    }
  });
export type Questionnaire = z.infer<typeof Questionnaire>;

/** What one respondent says, by question: a grade, codes, or words. */
export type Answers = Readonly<Record<string, number | string | readonly string[]>>;

export const AnswersGiven = z.record(
  z.string().max(40),
  z.union([z.int().min(1).max(5), z.string().max(500), z.array(z.string().max(40)).max(30)]),
);

/** What does not fit the questions, by question; nothing when it fits. */
export function misfits(
  form: Questionnaire,
  answers: Answers,
): readonly { readonly path: string; readonly message: string }[] {
  const known = new Set(form.questions.map((each) => each.id));
  const strange = Object.keys(answers).filter((each) => !known.has(each));
  return [
    ...strange.map((path) => ({ path, message: '没有这一题' })),
    ...form.questions.flatMap((question) => {
      const message = misfit(question, answers[question.id]);
      return message ? [{ path: question.id, message }] : [];
    }),
  ];
}

function misfit({ kind, required, options = [] }: Question, answer: Answers[string] | undefined): string | undefined {
  const isEmpty = answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0);
  if (isEmpty) return required ? '请作答' : undefined;
  const codes = new Set(options.map((each) => each.code));
  const fits = {
    grade: typeof answer === 'number',
    choice: typeof answer === 'string' && codes.has(answer),
    choices: Array.isArray(answer) && answer.every((each) => codes.has(each)) && new Set(answer).size === answer.length,
    text: typeof answer === 'string',
  }[kind];
  return fits ? undefined : '答案不在选项里';
}

/** Did the respondent say that something is bad? Only then is he asked whether somebody may call. */
export const isDissatisfied = (form: Questionnaire, answers: Answers): boolean =>
  form.questions.some(({ id, kind }) => kind === 'grade' && Number(answers[id] ?? 5) <= 2);
