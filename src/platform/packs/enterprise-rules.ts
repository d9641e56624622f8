import { z } from 'zod';
import {
  type FactDefinition,
  factCatalogueOf,
  type Precedence,
  type RungData,
  type ScaleRules,
  type TagData,
} from '#engines/registry';
import { type Catalogue, parseExpression } from '#language';
import {
  assembleSharing,
  type CertificatesFile,
  type ChangePushFile,
  type EnterpriseSharing,
  type OneCodeFile,
} from './enterprise-sharing.ts';
import type { Finding } from './finding.ts';
import { Source } from './schema.ts';
import type { Path, ReadFile, YamlFile } from './yaml-file.ts';

const Bounds = z.tuple([z.number(), z.number(), z.number()]).describe('大型、中型、小型的下限');

export const ScaleFile = z.strictObject({
  source: Source,
  trades: z
    .array(
      z.strictObject({
        name: z.string(),
        when: z.string(),
        staff: Bounds.optional().describe('人'),
        revenue: Bounds.optional().describe('万元'),
        assets: Bounds.optional().describe('万元'),
      }),
    )
    .min(1),
});

export const PrecedenceFile = z.strictObject({
  owner: z.number(),
  kinds: z.array(z.strictObject({ id: z.string(), title: z.string(), rank: z.number() })).min(1),
});

const Provenance = { source: z.string().optional(), assumed: z.boolean().optional() };
const Id = z.string().regex(/^[a-z][a-z0-9-]*$/);

export const TagsFile = z.strictObject({
  tags: z.array(z.strictObject({ id: Id, title: z.string(), group: z.string(), when: z.string(), ...Provenance })),
  gradient: z.array(
    z.strictObject({
      id: Id,
      title: z.string(),
      held: z.string().describe('已在册的条件'),
      conditions: z.array(z.strictObject({ title: z.string(), when: z.string() })).min(1),
      ...Provenance,
    }),
  ),
});

/** Rules about enterprises that a city may read and change: their size, whom to believe, tags, the ladder. */
export type EnterpriseRules = EnterpriseSharing & {
  readonly scale: ScaleRules & { readonly assumed?: boolean };
  readonly precedence: Precedence;
  readonly tags: readonly TagData[];
  readonly gradient: readonly RungData[];
};

type Files = {
  readonly scale: readonly ReadFile<z.infer<typeof ScaleFile>>[];
  readonly precedence: readonly ReadFile<z.infer<typeof PrecedenceFile>>[];
  readonly tags: readonly ReadFile<z.infer<typeof TagsFile>>[];
  readonly oneCode: readonly ReadFile<z.infer<typeof OneCodeFile>>[];
  readonly changePush: readonly ReadFile<z.infer<typeof ChangePushFile>>[];
  readonly certificates: readonly ReadFile<z.infer<typeof CertificatesFile>>[];
};

/** Every expression is compiled against the catalogue: what does not compile is told with its line. */
export function assembleEnterpriseRules(
  { scale, precedence, tags, ...sharing }: Files,
  facts: readonly FactDefinition[],
  tell: (found: readonly Finding[]) => void,
): EnterpriseRules {
  const catalogue = factCatalogueOf(facts, []).language;
  for (const { yaml, value } of scale)
    for (const [at, { when }] of value.trades.entries()) tell(checkText(yaml, ['trades', at, 'when'], when, catalogue));
  for (const { yaml, value } of tags) tell(checkTags(yaml, value, catalogue));
  const source = scale[0]?.value.source;
  return {
    ...assembleSharing(sharing, facts, (yaml, path, text) => checkText(yaml, path, text, catalogue), tell),
    scale: {
      source: source ? `${source.title}（${source.document ?? ''}）` : '',
      ...(source?.assumed && { assumed: true }),
      trades: scale.flatMap(({ value }) => value.trades),
    },
    precedence: precedence[0]?.value ?? { owner: 100, kinds: [] },
    tags: tags.flatMap(({ value }) => value.tags),
    gradient: tags.flatMap(({ value }) => value.gradient),
  };
}

function checkTags(
  yaml: YamlFile,
  { tags, gradient }: z.infer<typeof TagsFile>,
  catalogue: Catalogue,
): readonly Finding[] {
  return [
    ...tags.flatMap(({ when }, at) => checkText(yaml, ['tags', at, 'when'], when, catalogue)),
    ...gradient.flatMap(({ held, conditions }, at) => [
      ...checkText(yaml, ['gradient', at, 'held'], held, catalogue),
      ...conditions.flatMap(({ when }, n) =>
        checkText(yaml, ['gradient', at, 'conditions', n, 'when'], when, catalogue),
      ),
    ]),
  ];
}

function checkText(yaml: YamlFile, path: Path, text: string, catalogue: Catalogue): readonly Finding[] {
  const result = parseExpression(text, catalogue, { expects: 'boolean' });
  return result.ok ? [] : result.diagnostics.map(({ message }) => yaml.at(path, `条件“${text}”：${message}`));
}
