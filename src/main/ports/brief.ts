import type { BriefDesk, BriefPorts } from '#domains/evaluation';
import { refuse } from '#kernel';
import {
  type BriefPaper,
  briefFile,
  type DocumentPorts,
  draftBrief,
  issueBrief,
  listBriefs,
} from '#platform/documents';
import { accessStores } from '#storage';
import type { Base } from '../base.ts';
import type { City } from '../city.ts';
import type { Core } from '../core.ts';
import { documentPorts } from './documents.ts';
import { evaluationPorts } from './evaluation.ts';

/** Gives the brief the cockpit's numbers and the paper to write them on. */
export function briefPorts({ city, databases, version }: Base, { matters, registry, tell }: Core): BriefPorts {
  const { audit } = accessStores(databases.system);
  const documents = documentPorts({ city, databases, matters, registry, audit });
  return { ...evaluationPorts({ city, databases, matters, tell, version }), briefs: deskOf(city, documents) };
}

function deskOf(city: City, documents: DocumentPorts): BriefDesk {
  const office = (): string | undefined => city.settings.documents.brief || undefined;
  const unitOf = (): string => {
    const unit = office();
    if (unit) return unit;
    throw refuse({
      code: 'brief.no-office',
      kind: 'conflict',
      what: '没有指定由哪个单位出专报',
      todo: '请在城市包 settings.yaml 的 documents.brief 写明单位',
    });
  };
  const paperOf = ({ day, title, contents }: Parameters<BriefDesk['issue']>[1]): BriefPaper => ({
    id: `brief-${day}`,
    unit: unitOf(),
    period: day,
    title,
    contents,
  });
  return {
    office,
    issue: async (call, brief) => lineOf(await issueBrief(documents, call, paperOf(brief))),
    draft: (call, brief) => draftBrief(documents, call, paperOf(brief)),
    list: async (tenant) => {
      const unit = office();
      return unit ? (await listBriefs(documents, tenant, unit)).map(lineOf) : [];
    },
    file: (tenant, id) => briefFile(documents, tenant, id),
  };
}

const lineOf = ({ id, title, number, period, at }: Awaited<ReturnType<typeof listBriefs>>[number]) => ({
  id,
  title,
  number,
  day: period ?? '',
  at,
});
