import { z } from 'zod';
import { type AnyOperation, operation, refuse } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import { act } from './act.ts';
import { DraftView } from './views.ts';

const Id = z.string().min(1).max(64);
const Said = (least: number) => z.string().trim().min(least).max(8000);
const Kind = z.object({ code: z.string(), text: z.string() });

/** 公平竞争审查: the 19 kinds and the exceptions to choose from, and a verdict on each clause. */
export const fairOperations = (ports: PolicyPorts) =>
  [
    operation({
      id: 'policies.fair-rules',
      method: 'GET',
      path: '/api/fair-competition',
      title: '公平竞争审查标准：19 种情形、例外和例外的条件',
      permission: 'policies.read',
      input: z.strictObject({}),
      output: z.object({
        source: z.string(),
        standards: z.array(z.object({ article: z.number(), title: z.string(), items: z.array(Kind) })),
        needs: z.array(z.string()),
        grounds: z.array(Kind),
      }),
      handle: async () => {
        const { source, standards, exceptions } = ports.fairRules;
        return {
          source,
          standards: standards.map(({ article, title, items }) => ({
            article,
            title,
            items: items.map(({ code, text }) => ({ code, text })),
          })),
          needs: [...exceptions.needs],
          grounds: exceptions.grounds.map((each) => ({ ...each })),
        };
      },
    }),
    operation({
      id: 'policies.judge-draft',
      method: 'POST',
      path: '/api/policy-drafts/{id}/verdicts',
      title: '公平竞争审查：一条的结论，触及哪些情形，适用什么例外',
      permission: 'policies.judge',
      input: z.strictObject({
        id: Id,
        clause: Id,
        kinds: z.array(z.string().max(8)).max(19).default([]),
        exception: z
          .strictObject({ ground: z.string().max(20), until: z.iso.date().describe('实施期限'), why: Said(4) })
          .optional(),
        text: Said(4).describe('结论和理由'),
      }),
      output: DraftView,
      handle: async (call, { id, exception, ...verdict }) => {
        const grounds = ports.fairRules.exceptions.grounds.map((each) => each.code);
        const kinds = new Set(ports.fairRules.standards.flatMap(({ items }) => items.map((each) => each.code)));
        const strange = verdict.kinds.find((each) => !kinds.has(each));
        if (strange !== undefined || (exception && !grounds.includes(exception.ground)))
          throw refuse({
            code: 'policies.unknown-kind',
            kind: 'invalid',
            what: strange ? `没有“${strange}”这种情形` : '没有这种例外',
            todo: '情形为 8-1 至 11-4，例外见条例第十二条',
          });
        const data = { ...verdict, ...(exception ? { exception } : {}) };
        return act(ports, call, id, () => ({ type: 'verdict', data }), 'judge');
      },
    }),
  ] satisfies readonly AnyOperation[];
