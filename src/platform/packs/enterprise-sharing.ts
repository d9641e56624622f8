import { z } from 'zod';
import type { CertificateKind, CreditState, FactDefinition, ScanView, Subscription } from '#engines/registry';
import type { Finding } from './finding.ts';
import type { ReadFile, YamlFile } from './yaml-file.ts';

const Keys = z.array(z.string().max(60)).default([]);

export const OneCodeFile = z.strictObject({
  liveMinutes: z.number().int().min(1).max(60),
  printedDays: z.number().int().min(1).max(1100),
  rotateDays: z.number().int().min(1).max(1100),
  views: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        everyone: z.boolean().optional(),
        roles: z.array(z.string()).optional(),
        departments: z.array(z.string()).optional(),
        facts: Keys,
        groups: Keys,
        own: z.boolean().optional(),
        shows: z.array(z.enum(['credit', 'tags', 'matters'])).default([]),
      }),
    )
    .min(1),
  credit: z.array(
    z.strictObject({
      id: z.enum(['blue', 'green', 'yellow', 'red']),
      title: z.string(),
      says: z.string(),
      when: z.string().optional(),
      source: z.string().optional(),
      assumed: z.boolean().optional(),
    }),
  ),
});

export const ChangePushFile = z.strictObject({
  assumed: z.boolean().optional(),
  subscriptions: z.array(
    z.strictObject({
      department: z.string(),
      keys: z.array(z.string()).min(1),
      registered: z.boolean().optional().describe('新登记的企业也推送'),
    }),
  ),
});

export const CertificatesFile = z.strictObject({
  remindDays: z.array(z.number().int().min(1).max(400)),
  certificates: z.array(
    z.strictObject({ id: z.string(), title: z.string(), held: z.string().optional(), until: z.string().optional() }),
  ),
});

/** What of an enterprise goes to whom: by its code, and by itself when it changes. */
export type EnterpriseSharing = {
  readonly oneCode: {
    readonly liveMinutes: number;
    readonly printedDays: number;
    readonly rotateDays: number;
    readonly views: readonly ScanView[];
    readonly credit: readonly CreditState[];
  };
  readonly subscriptions: readonly Subscription[];
  readonly certificates: { readonly remindDays: readonly number[]; readonly kinds: readonly CertificateKind[] };
};

const NO_CODE: EnterpriseSharing['oneCode'] = {
  liveMinutes: 3,
  printedDays: 365,
  rotateDays: 90,
  views: [],
  credit: [],
};

type Files = {
  readonly oneCode: readonly ReadFile<z.infer<typeof OneCodeFile>>[];
  readonly changePush: readonly ReadFile<z.infer<typeof ChangePushFile>>[];
  readonly certificates: readonly ReadFile<z.infer<typeof CertificatesFile>>[];
};

/** Facts and groups that nobody has are told with their line; so are conditions that do not compile. */
export function assembleSharing(
  { oneCode, changePush, certificates }: Files,
  facts: readonly FactDefinition[],
  checkText: (yaml: YamlFile, path: readonly (string | number)[], text: string) => readonly Finding[],
  tell: (found: readonly Finding[]) => void,
): EnterpriseSharing {
  const keys = new Set(facts.map((each) => each.key));
  const groups = new Set(facts.map((each) => each.group));
  for (const { yaml, value } of oneCode) {
    for (const [at, view] of value.views.entries()) {
      tell(unknown(yaml, ['views', at, 'facts'], view.facts, keys, '事实'));
      tell(unknown(yaml, ['views', at, 'groups'], view.groups, groups, '数据分组'));
    }
    for (const [at, { when }] of value.credit.entries()) if (when) tell(checkText(yaml, ['credit', at, 'when'], when));
  }
  for (const { yaml, value } of changePush)
    for (const [at, each] of value.subscriptions.entries())
      tell(unknown(yaml, ['subscriptions', at, 'keys'], each.keys, keys, '事实'));
  for (const { yaml, value } of certificates)
    for (const [at, { held, until }] of value.certificates.entries())
      tell(
        unknown(
          yaml,
          ['certificates', at],
          [held, until].filter((each) => each !== undefined),
          keys,
          '事实',
        ),
      );
  return {
    oneCode: oneCode[0]?.value ?? NO_CODE,
    subscriptions: changePush.flatMap(({ value }) => value.subscriptions),
    certificates: {
      remindDays: certificates[0]?.value.remindDays ?? [],
      kinds: certificates.flatMap(({ value }) => value.certificates),
    },
  };
}

const unknown = (
  yaml: YamlFile,
  path: readonly (string | number)[],
  named: readonly string[],
  known: ReadonlySet<string>,
  what: string,
): readonly Finding[] =>
  named.flatMap((each, at) =>
    known.has(each) ? [] : [yaml.at(path.length > 2 ? [...path, at] : path, `没有${what}“${each}”`)],
  );
