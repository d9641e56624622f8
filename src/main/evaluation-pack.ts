import { checkFirmScheme, type EvaluationPack, readEvaluationPack } from '#domains/evaluation';
import { readQuestionnaires } from '#domains/surveys';
import { factCatalogueOf } from '#engines/registry';
import { refuse } from '#kernel';
import { type Finding, formatFinding, type Pack } from '#platform/packs';

/** The demo's own indicator files stand in where the city has none. */
const filesOf = ({ other, demo }: Pack): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(Object.entries(demo).filter(([place]) => place.startsWith('indicators/'))),
  ...other,
});

/** Everything under `indicators/` and `surveys/`, with what is wrong and where. */
export function evaluationFindings(pack: Pack): readonly Finding[] {
  const { issues, pack: read } = readEvaluationPack(filesOf(pack), new Set(pack.regions.map((each) => each.code)));
  const facts = factCatalogueOf(pack.facts, pack.factGroups);
  const firms = read.schemes.flatMap((scheme) =>
    checkFirmScheme(scheme, facts).map((each) => ({ place: `indicators/schemes/${scheme.scheme}`, ...each })),
  );
  const units = new Set(pack.units.map((each) => each.id));
  const sources = Object.entries(read.organisation.sources).flatMap(([name, unit]) =>
    units.has(unit) ? [] : [{ place: 'indicators/teams', path: ['sources', name], message: `没有单位“${unit}”` }],
  );
  return [...issues, ...firms, ...sources, ...readQuestionnaires(pack.other).issues].map(({ place, path, message }) =>
    pack.at(place, path, path.length > 0 ? `${path.map(String).join('.')}：${message}` : message),
  );
}

/** A site does not start on indicators that cannot be computed. */
export function provenEvaluation(pack: Pack): EvaluationPack {
  const findings = evaluationFindings(pack);
  if (findings.length === 0)
    return readEvaluationPack(filesOf(pack), new Set(pack.regions.map((each) => each.code))).pack;
  throw refuse({
    code: 'packs.indicators',
    kind: 'invalid',
    what: `指标文件有 ${findings.length} 处不能用`,
    why: findings.slice(0, 20).map(formatFinding).join('\n'),
    todo: '请改正，可用 clearway check packs/ 复查',
  });
}
