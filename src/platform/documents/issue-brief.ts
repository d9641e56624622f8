import { type Call, dayOf, type FileValue, toInstant } from '#kernel';
import { head } from './contents.ts';
import { issueNumber } from './document-number.ts';
import { DOCX } from './operations.ts';
import type { DocumentPorts, DocumentRecord, DocumentSummary } from './ports.ts';
import { renderTemplate } from './render-template.ts';
import { writeDocument } from './write-document.ts';

/** What a line of work reports to leaders: it knows the contents, this folder the paper. */
export type BriefPaper = {
  /** One brief for each; a second asks for the first. */
  readonly id: string;
  readonly unit: string;
  readonly period: string;
  readonly title: string;
  readonly contents: Readonly<Record<string, unknown>>;
};

const MOST = 200;

/** 专报, numbered by issue within the year. */
export async function issueBrief(ports: DocumentPorts, call: Call, paper: BriefPaper): Promise<DocumentRecord> {
  const year = Number(dayOf(toInstant(call.now)).slice(0, 4));
  const { id, unit, period, title } = paper;
  return writeDocument(ports, call, {
    id,
    unit,
    template: 'brief',
    draft: { title, contents: await contentsOf(ports, call, paper), addressees: [], matters: [], period },
    numbering: { sequence: `brief:${year}`, say: (running) => `专报${issueNumber(year, running)}` },
  });
}

/** The same paper, without a number and not kept. */
export async function draftBrief(ports: DocumentPorts, call: Call, paper: BriefPaper): Promise<FileValue> {
  const contents = await contentsOf(ports, call, paper);
  const bytes = renderTemplate(await ports.template(call.tenant, 'brief'), { ...contents, 期号: '草稿' });
  return { name: `${paper.title}（草稿）.docx`, type: DOCX, bytes };
}

export const listBriefs = (
  { store }: DocumentPorts,
  tenant: string,
  unit: string,
): Promise<readonly DocumentSummary[]> => store.list(tenant, { by: unit, template: 'brief', limit: MOST });

export async function briefFile(ports: DocumentPorts, tenant: string, id: string): Promise<FileValue | undefined> {
  const found = await ports.store.find(tenant, id);
  if (found?.template !== 'brief') return undefined;
  return { name: `${found.number ?? ''} ${found.title}.docx`.trim(), type: DOCX, bytes: ports.open(found.bytes) };
}

async function contentsOf(ports: DocumentPorts, { tenant, now }: Call, { unit, title, contents }: BriefPaper) {
  const letterhead = await ports.letterhead(tenant, unit);
  return { ...head({ letterhead, now }, title, letterhead.addressees), ...contents };
}
