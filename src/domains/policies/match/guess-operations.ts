import { z } from 'zod';
import { type AnyOperation, dayOf, operation, toInstant } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import { answerFor } from './answer.ts';
import type { Decided } from './decide-all.ts';
import { factsFromAnswers, otherTraits, QUESTIONS } from './questions.ts';
import { MatchView, matchView } from './views.ts';

const keysOf = <T extends object>(record: T) => Object.keys(record) as [keyof T & string, ...(keyof T & string)[]];

/** Of somebody of whom so little is known nearly everything is possible; what was just issued must not fall off the end. */
const MOST = 200;

/** 三个问题, for everyone: what is asked and what is answered follow the clauses of the day. */
export const guessOperations = (ports: PolicyPorts) =>
  [
    operation({
      id: 'policies.questions',
      method: 'GET',
      path: '/api/policy-questions',
      title: '三个问题里，现行条款还看哪些称号和情形',
      permission: 'public',
      input: z.strictObject({}),
      output: z.object({ traits: z.array(z.string()) }),
      handle: async ({ tenant, now }) => ({
        traits: [...otherTraits(await ports.library(tenant), dayOf(toInstant(now)))],
      }),
    }),
    operation({
      id: 'policies.guess',
      method: 'POST',
      path: '/api/policies/guess',
      title: '三个问题：不登录，看看可能有哪些政策',
      permission: 'public',
      input: z.strictObject({
        industry: z.enum(QUESTIONS.industry).optional(),
        size: z.enum(keysOf(QUESTIONS.size)).optional(),
        traits: z.array(z.string().max(40)).max(40).default([]),
      }),
      output: z.object({ yes: z.array(MatchView), possible: z.array(MatchView) }),
      handle: async (call, { industry, size, traits }) => {
        const library = await ports.library(call.tenant);
        const day = dayOf(toInstant(call.now));
        const said = { traits, ...(industry ? { industry } : {}), ...(size ? { size } : {}) };
        const others = otherTraits(library, day);
        const facts = factsFromAnswers(said, others);
        const { yes, possible } = answerFor(library, { id: '', name: '', facts }, day, MOST);
        // Whoever ticks 软件企业 asks what there is for it.
        const told = Object.keys(factsFromAnswers({ traits }, others)).filter((fact) => facts[fact] !== false);
        const about = ({ each }: Decided) => told.filter((fact) => each.reads.includes(fact)).length;
        const view = (chosen: readonly Decided[]) =>
          Promise.all(chosen.map((each) => matchView(ports, call, each, day, library)));
        return { yes: await view(yes), possible: await view(possible.toSorted((a, b) => about(b) - about(a))) };
      },
    }),
  ] satisfies readonly AnyOperation[];
