import type { Leaf, Scheme } from '#engines/indicators';
import { isBranch } from '#engines/indicators';
import type { Call, FileValue } from '#kernel';
import type { EvaluationPorts } from './ports.ts';
import { describer, FROM, linesOf, quantitiesOf, SURE } from './scheme-view.ts';

const HEADINGS = [
  '类别',
  '代码',
  '上级',
  '指标',
  '定义',
  '计量单位',
  '方向',
  '来源单位',
  '牵头单位',
  '专题组',
  '期间',
  '公式',
  '数从哪里来',
  '最好能到',
  '目标',
  '权重',
  '把握',
  '定义的出处',
];

const frontierOf = ({ frontier, normaliser }: Leaf): string => {
  if (frontier) return `${frontier.value}（${frontier.source.title}）`;
  if (normaliser?.kind !== 'goalposts') return '';
  return `${normaliser.frontier}${normaliser.source ? `（${normaliser.source.title}）` : ''}`;
};

const targetOf = ({ target }: Leaf): string =>
  target ? `${target.value}${target.by ? `，${target.by}` : ''}（${target.source.title}）` : '';

/** A scheme as a workbook: every indicator, then every quantity that is asked for. */
export async function schemeTable(ports: EvaluationPorts, call: Call, scheme: Scheme): Promise<FileValue> {
  const [describe, quantities] = [await describer(ports, call, scheme), await quantitiesOf(ports, call, scheme)];
  const leaves = linesOf(scheme.root).flatMap(({ node, above }) => {
    if (isBranch(node)) return [];
    const told = describe(node, above);
    return [
      [
        ...['指标', told.code, told.under, node.title, told.definition, node.unit ?? ''],
        ...[node.direction === 'lower' ? '低好' : '高好', told.sourceName, told.leadName, told.teamTitle],
        ...[told.periodWord, told.words ?? '', FROM[told.from], frontierOf(node), targetOf(node), node.weight],
        ...[SURE[told.sure], told.said?.title ?? ''],
      ],
    ];
  });
  const asked = quantities.map((each) => [
    ...[
      '采集的量',
      each.id,
      each.feeds.map(({ title }) => title).join('、'),
      each.title,
      each.definition,
      each.unit,
      '',
    ],
    ...[each.sourceName, '', '', each.periodWord, '', each.from, '', '', ''],
    ...[each.assumed ? '自拟' : '有出处', each.said],
  ]);
  return ports.files.table(call, { name: scheme.title, headings: HEADINGS, rows: [...leaves, ...asked] });
}
