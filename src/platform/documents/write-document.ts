import { createHash } from 'node:crypto';
import type { Call } from '#kernel';
import type { TemplateName } from './official/default-templates.ts';
import type { DocumentPorts, DocumentRecord } from './ports.ts';
import { renderTemplate } from './render-template.ts';

/** What a document says besides its number. */
export type Draft = {
  readonly title: string;
  readonly contents: Readonly<Record<string, unknown>>;
  readonly addressees: readonly string[];
  readonly matters: readonly string[];
  readonly period: string | null;
};

export type Numbering = { readonly sequence: string; readonly say: (running: number) => string };

export type Writing = {
  readonly id: string;
  readonly unit: string;
  readonly template: TemplateName;
  readonly draft: Draft;
  readonly numbering: Numbering;
};

/** Number, Word file and record together; one with this id that is there already is returned as it is. */
export async function writeDocument(
  ports: DocumentPorts,
  call: Call,
  { id, unit, template, draft, numbering }: Writing,
): Promise<DocumentRecord> {
  const { tenant, actor, now } = call;
  const word = await ports.template(tenant, template);
  const record = await ports.store.issue(tenant, id, `document:${unit}:${numbering.sequence}`, (running) => {
    const number = numbering.say(running);
    const bytes = renderTemplate(word, { ...draft.contents, 文号: number, 期号: number });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { title, addressees, matters, period } = draft;
    return {
      id,
      template,
      title,
      number,
      unit,
      addressees,
      matters,
      period,
      bytes: ports.seal(bytes),
      sha256,
      by: actor.id,
      at: now,
    };
  });
  await ports.audit(call, { act: 'document.issue', object: record.id, detail: { number: record.number, template } });
  return record;
}
