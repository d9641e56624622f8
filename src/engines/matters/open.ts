import { type Actor, type Refusal, refuse } from '#kernel';
import { startOne } from './clocks.ts';
import { isComplainedOf } from './complained.ts';
import { type DecisionContext, type Directory, draft } from './context.ts';

import type { LoopDefinition } from './definition/schema.ts';
import type { ContentRef, Inputs, MatterEvent, OpenedData } from './events.ts';
import { checkFieldTypes } from './fields.ts';
import { gradeOf } from './guard.ts';
import { orRefusal } from './refusable.ts';

export type OpenCommand = {
  readonly id: string;
  /** Given by the store's gapless sequence. */
  readonly number: string;
  readonly fields: Inputs;
  readonly contents: Readonly<Record<string, ContentRef>>;
  readonly channel: string;
  readonly region?: string;
  readonly enterprise?: string;
  readonly grade?: string;
  readonly parent?: string;
  readonly plan?: string;
  readonly tags?: readonly string[];
  readonly agent?: string;
  readonly hideIdentity?: boolean;
  readonly complainedOf?: readonly string[];
  readonly openerPrincipal?: string;
  /** The office that takes it in; otherwise by region. */
  readonly office?: string;
};

/** Opens a matter: the first events, or why not. */
export function open(command: OpenCommand, context: DecisionContext): readonly MatterEvent[] | Refusal {
  return orRefusal(() => {
    const { definition } = context;
    mayOpen(context);
    checkFields(definition, command);
    const steps = draft(command.id, null, context);
    steps.add({ type: 'opened', data: openedData(command, context) });
    for (const clock of definition.open.starts) startOne(steps, clock, context);
    return steps.events();
  });
}

/** May this actor open matters of this loop at all? The API, the pages and `open` itself ask the same question. */
export const canOpen = ({ open: { by } }: Pick<LoopDefinition, 'open'>, actor: Actor): boolean =>
  by.some((principal) => {
    const [name, permission = ''] = principal.split(':');
    if (name === 'system') return actor.kind === 'system';
    if (name === 'subject') return actor.kind === 'enterprise' || actor.kind === 'anonymous';
    return actor.permissions.includes(permission);
  });

function mayOpen({ definition, actor }: DecisionContext): void {
  if (canOpen(definition, actor)) return;
  throw refuse({ code: 'matter.may-not-open', kind: 'forbidden', what: `您不能新建“${definition.title}”` });
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === '';

function checkFields(definition: LoopDefinition, { fields, contents, enterprise }: OpenCommand): void {
  const wrong = definition.fields
    .filter((each) => each.required && isMissing(fields[each.name]) && contents[each.name] === undefined)
    .map((each) => ({ path: each.name, message: `请填写“${each.title}”` }));
  const known = new Set(definition.fields.map((each) => each.name));
  for (const name of [...Object.keys(fields), ...Object.keys(contents)])
    if (!known.has(name)) wrong.push({ path: name, message: `“${definition.title}”没有字段 ${name}` });
  if (definition.subject === 'enterprise' && !enterprise) wrong.push({ path: 'enterprise', message: '请选择企业' });
  if (wrong.length > 0)
    throw refuse({
      code: 'matter.fields',
      kind: 'invalid',
      what: wrong.map((each) => each.message).join('；'),
      at: wrong,
    });
  checkFieldTypes(definition, fields);
}

function openedData(command: OpenCommand, context: DecisionContext): OpenedData {
  const { definition, version, directory } = context;
  const { id: _id, office, tags = [], hideIdentity = false, complainedOf = [], ...given } = command;
  const grade = command.grade ?? gradeOf(command.fields, definition);
  if (grade && definition.grading.length > 0 && !definition.grading.some((each) => each.grade === grade))
    throw refuse({ code: 'matter.fields', kind: 'invalid', what: '没有这个定级', at: [{ path: 'grade' }] });
  const wanted = office ?? directory.officeFor(command.region);
  const home = officeBeyond(wanted, complainedOf, directory);
  return {
    ...given,
    loop: definition.loop,
    version,
    to: definition.open.to,
    office: home,
    tags,
    hideIdentity,
    complainedOf,
    ...(grade ? { grade } : {}),
  };
}

/** A complaint about the office itself goes to the next office above it, or else to whatever stands above. */
function officeBeyond(wanted: string, complainedOf: readonly string[], directory: Directory): string {
  if (!isComplainedOf(wanted, complainedOf, directory)) return wanted;
  const above = directory.ancestors(wanted).filter((unit) => !isComplainedOf(unit, complainedOf, directory));
  const home = above.find((unit) => directory.unit(unit)?.kind === 'office') ?? above[0];
  if (home) return home;
  throw refuse({
    code: 'matter.no-office',
    kind: 'conflict',
    what: '被反映的单位没有可以受理的上级单位',
    todo: '请向纪检监察机关反映',
  });
}
