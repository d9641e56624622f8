import { stringify } from 'yaml';
import { type DecisionTable, type DmnRead, readDmn, tableOf, textOfTable } from '#engines/rules';
import type { LocalCommand } from '#entrypoints/cli';
import { refuse } from '#kernel';
import { declare, parseExpression } from '#language';
import { catalogue, FILE, rightRules, textOf, today } from './rules-files.ts';

/** Display width: a Chinese sign takes two columns. */
const width = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0);

const grid = ({ inputs, rows }: DecisionTable): string => {
  const lines = [[...inputs, '结果'], ...rows.map(({ cells, output }) => [...cells, output])];
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => width(line[at] ?? '')))) ?? [];
  const padded = (text: string, at: number) => text + ' '.repeat((widths[at] ?? 0) - width(text));
  return lines.map((line) => line.map(padded).join('  ').trimEnd()).join('\n');
};

const table: LocalCommand = {
  name: 'rules table',
  summary: '把规则的条件和金额列成决策表 · show rules as decision tables',
  args: [FILE],
  examples: ['clearway rules table 研发补助.yaml'],
  run: async ({ args }) => {
    const { set, facts } = await rightRules(args[0] ?? '', await catalogue());
    const { today: asked, parameters = [], definitions = [], rules } = set;
    const day = asked === undefined ? [] : [{ name: asked, type: 'date' as const }];
    const names = declare([...facts, ...day, ...parameters, ...definitions]);
    const shown = rules.flatMap(({ name, condition, amount }) =>
      [condition, amount].flatMap((text) => {
        const parsed = text === undefined ? undefined : parseExpression(text, names);
        const found = parsed?.ok ? tableOf(parsed.expression) : undefined;
        return found ? [{ rule: name, table: found }] : [];
      }),
    );
    return { json: shown, text: `${shown.map((each) => `${each.rule}\n${grid(each.table)}`).join('\n\n')}\n` };
  },
};

const ruleFrom = ({ id, name, content }: DmnRead['decisions'][number]) => {
  const formula = content.kind === 'table' ? textOfTable(content.table) : content.text;
  return { id, name, since: today(), condition: '是', amount: formula };
};

const importDmn: LocalCommand = {
  name: 'rules import',
  summary: '读入 DMN 决策表，写成规则文件 · DMN to a rule file',
  args: [{ name: 'file', summary: 'DMN 文件 · a DMN file' }],
  examples: ['clearway rules import 补助.dmn > 补助.yaml'],
  run: async ({ args }) => {
    const path = args[0] ?? '';
    const { decisions, findings } = readDmn(await textOf(path));
    const why = findings.map(({ decision, message }) => `${decision ? `${decision}：` : ''}${message}`).join('；');
    if (decisions.length === 0)
      throw refuse({ code: 'rules.dmn', kind: 'invalid', what: `${path} 里没有可用的决策`, why, todo: '请核对文件' });
    const file = { id: decisions[0]?.id ?? 'dmn', rules: decisions.map(ruleFrom) };
    const notes = findings.map(({ decision, message }) => `# 没有读入 ${decision}：${message}\n`).join('');
    // FEEL knows no units: what lacks one is told by `rules check`, with the unit that fits.
    return {
      json: { file, findings },
      text: `${notes}${stringify(file, { lineWidth: 0 })}`,
      exitCode: findings.length ? 1 : 0,
    };
  },
};

/** Decision tables, ours and those of the OMG. */
export const rulesTableCommands: readonly LocalCommand[] = [table, importDmn];
