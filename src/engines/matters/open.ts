import { type Refusal, refuse } from '#kernel';
import { startOne } from './clocks.ts';
import { type DecisionContext, draft } from './context.ts';
import { orRefusal } from './decide.ts';
import type { LoopDefinition } from './definition/schema.ts';
import type { ContentRef, Inputs, MatterEvent, OpenedData } from './events.ts';
import { gradeOf } from './guard.ts';

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

function mayOpen({ definition, actor }: DecisionContext): void {
  const may = definition.open.by.some((principal) => {
    const [name, permission = ''] = principal.split(':');
    if (name === 'system') return actor.kind === 'system';
    if (name === 'subject') return actor.kind === 'enterprise' || actor.kind === 'anonymous';
    return actor.permissions.includes(permission);
  });
  if (!may) throw refuse({ code: 'matter.may-not-open', kind: 'forbidden', what: `您不能新建“${definition.title}”` });
}

function checkFields(definition: LoopDefinition, { fields, contents, enterprise }: OpenCommand): void {
  const wrong = definition.fields
    .filter((each) => each.required && fields[each.name] === undefined && contents[each.name] === undefined)
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
}

function openedData(command: OpenCommand, context: DecisionContext): OpenedData {
  const { definition, version, directory } = context;
  const { id: _id, office, tags = [], hideIdentity = false, complainedOf = [], ...given } = command;
  const grade = command.grade ?? gradeOf(command.fields, definition);
  const wanted = office ?? directory.officeFor(command.region);
  // A complaint about the office itself goes to the one above it.
  const home = complainedOf.includes(wanted) ? (directory.ancestors(wanted)[0] ?? wanted) : wanted;
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
