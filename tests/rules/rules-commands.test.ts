import { exec } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { offlineCommands } from '../../src/main/commands/offline-commands.ts';
import { rulesCommands } from '../../src/main/commands/rules-commands.ts';

const RULES = `id: 研发补助
parameters:
  - name: 占比下限
    type: percent
    values: [{ since: 2026-01-01, value: 3%, source: 甲〔2025〕9号第三条 }]
definitions:
  - { name: 占比, type: percent, formula: 上年研发费用 / 上年营业收入 }
rules:
  - id: 补助
    name: 研发费用补助
    since: 2026-01-01
    condition: 高企 且 占比 >= 占比下限
    amount: 最小值(上年研发费用 * 20%, 50万元)
    clause: { text: 按20%补助，最高50万元。 }
cases:
  - name: 刚好 3%
    facts: { 高企: true, 上年营业收入: 3200万元, 上年研发费用: 96万元 }
    expect: { 补助: 19.2万元 }
`;
const FIRM = { 高企: true, 上年营业收入: '3200万元', 上年研发费用: '76.8万元' };

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'));
  await writeFile(file('right.yaml'), RULES);
  await writeFile(file('wrong.yaml'), RULES.replace('高企 且', '高奇 且').replace('19.2万元', '19万元'));
  await writeFile(file('unlike.yaml'), RULES.replace('19.2万元', '19万元'));
  await writeFile(file('firm.json'), JSON.stringify(FIRM));
  await writeFile(file('firms.json'), JSON.stringify([FIRM, { ...FIRM, 上年研发费用: '400万元' }, { 高企: true }]));
});
afterAll(() => rm(folder, { recursive: true }));

const run = async (name: string, args: readonly string[], options: Record<string, string> = {}) => {
  const command = rulesCommands.find((each) => each.name === `rules ${name}`);
  const result = await command?.run({ args: args.map(file), options, json: false, env: {}, print: () => {} });
  return { text: result?.text ?? '', exitCode: result?.exitCode ?? 0, json: result?.json };
};

test('check says file, line and column of a mistake, and what was probably meant', async () => {
  expect(await run('check', ['right.yaml'])).toMatchObject({ exitCode: 0, text: '规则文件没有错误\n' });
  const { text, exitCode } = await run('check', ['wrong.yaml']);
  expect(exitCode).toBe(1);
  expect(text).toContain('wrong.yaml:12:16 错误：没有名为“高奇”的事实');
  expect(text).toContain('高企');
});

test('test runs the cases, and fails when one does not hold', async () => {
  const right = await run('test', ['right.yaml']);
  expect(right.exitCode).toBe(0);
  expect(right.text).toContain('✓ 刚好 3%（补助）：19.2万元');
  expect(right.text).toContain('· 高新技术企业：没有例子是不成立、未知');
  expect(right.text).toContain('1 项，全部符合');
  const { text, exitCode } = await run('test', ['unlike.yaml']);
  expect(exitCode).toBe(1);
  expect(text).toContain('✗ 刚好 3%（补助）：应为 19万元，得到 19.2万元');
});

test('explain says by how much a firm misses a rule, and quotes the policy', async () => {
  const { text } = await run('explain', ['right.yaml'], { facts: file('firm.json'), on: '2026-06-01' });
  expect(text).toBe('研发费用补助：不符合：占比 2.4%，需 ≥ 3%，差 19.2万元\n  依据：按20%补助，最高50万元。\n');
});

test('match counts who qualifies, who may, and for how much in each group', async () => {
  const options = { population: file('firms.json'), by: '高新技术企业', on: '2026-06-01' };
  const { text, json } = await run('match', ['right.yaml'], options);
  expect(text).toBe('补助：符合 1，未知 1，金额 500,000.00\n  true：1，500,000.00\n');
  expect(json).toMatchObject([{ rule: '补助', yes: 1, unknown: 1, amount: 50_000_000 }]);
});

test('a file that is not there, or facts without units, are told plainly', async () => {
  await expect(run('check', ['nowhere.yaml'])).rejects.toThrow('没有这个文件');
  await writeFile(file('bare.json'), JSON.stringify({ ...FIRM, 上年营业收入: 3200 }));
  await expect(run('explain', ['right.yaml'], { facts: file('bare.json') })).rejects.toThrow('是不是“3200元”');
  const evaluate = offlineCommands.find((each) => each.name === 'rules eval');
  const call = { args: ['高企'], options: { facts: file('firms.json') }, json: true, env: {}, print: () => {} };
  await expect(evaluate?.run(call)).rejects.toThrow('里不是一组事实');
});

test('explain shows every condition when asked, and its decisions replay', async () => {
  const asked = { facts: file('firm.json'), on: '2026-06-01', steps: true as unknown as string };
  const { text, json } = await run('explain', ['right.yaml'], asked);
  expect(text).toContain('    ✓ 高新技术企业\n    ✗ 上年研发费用 / 上年营业收入 >= 3%');
  const decisions = (json as { decision: unknown }[]).map((each) => each.decision);
  await writeFile(file('decisions.json'), JSON.stringify(decisions));
  expect(await run('replay', ['right.yaml', 'decisions.json'])).toMatchObject({ exitCode: 0, text: '补助：相同\n' });
  await writeFile(file('laxer.yaml'), RULES.replace('value: 3%', 'value: 2%'));
  const changed = await run('replay', ['laxer.yaml', 'decisions.json']);
  expect(changed).toMatchObject({ exitCode: 1, text: '补助：参数的值或出处与决定时不同\n' });
});

test('simulate tells recipients and cost before and after', async () => {
  const options = { population: file('firms.json'), set: '占比下限=2%', on: '2026-06-01' };
  const { text } = await run('simulate', ['right.yaml'], options);
  expect(text).toBe('补助：符合 1，未知 1，金额 500,000.00\n  改为：符合 2，未知 1，金额 653,600.00\n');
  await expect(run('simulate', ['right.yaml'], { ...options, set: '下线=2%' })).rejects.toThrow('没有参数“下线”');
});

test('table lays a rule out in rows and columns, and check --partition tells what rows leave out', async () => {
  const rows = RULES.replace('高企 且 占比 >= 占比下限', '占比 >= 占比下限').replace(
    '最小值(上年研发费用 * 20%, 50万元)',
    '如果 高企 那么 2万元 否则 1万元',
  );
  await writeFile(file('rows.yaml'), rows.replace('{ 补助: 19.2万元 }', '{ 补助: 2万元 }'));
  expect((await run('table', ['rows.yaml'])).text).toContain(
    '高新技术企业  结果\n是            2万元\n-             1万元',
  );
  await writeFile(file('parts.yaml'), RULES.replace('高企 且 占比 >= 占比下限', '上年研发费用 > 5万元'));
  const { text, exitCode } = await run('check', ['parts.yaml'], { partition: true as unknown as string });
  expect(exitCode).toBe(0);
  expect(text).toContain('提醒：有的情形哪一条都不管，例如：上年研发费用 5万元');
});

test('a DMN file becomes a rule file, whose missing units check then tells', async () => {
  const cell = (kind: string, text: string) => `<${kind}><text>${text}</text></${kind}>`;
  const dmn = (
    least: string,
  ) => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="d" name="补助">
    <decisionTable><input>${cell('inputExpression', '上年研发费用')}</input><output/>
    <rule>${cell('inputEntry', `&gt;= ${least}`)}${cell('outputEntry', '10万元')}</rule></decisionTable></decision></definitions>`;
  await writeFile(file('a.dmn'), dmn('100万元'));
  await writeFile(file('imported.yaml'), (await run('import', ['a.dmn'])).text);
  expect(await run('check', ['imported.yaml'])).toMatchObject({ exitCode: 0 });
  await writeFile(file('b.dmn'), dmn('1000000'));
  await writeFile(file('bare.yaml'), (await run('import', ['b.dmn'])).text);
  expect((await run('check', ['bare.yaml'])).text).toContain('没有写单位，是不是“1000000元”？');
});

const POLICY = new URL('../../packs/base/policies/cn-cit-law.yaml', import.meta.url);

test('a policy file is checked, explained and counted like a rule file, and what is missing is named with its line', async () => {
  const policy = await readFile(POLICY, 'utf8');
  await writeFile(file('policy.yaml'), policy);
  expect(await run('check', ['policy.yaml'])).toMatchObject({ exitCode: 0, text: '规则文件没有错误\n' });
  const facts = { 高新技术企业: true, 高新技术企业证书有效期至: '2099-12-31', 上年应纳税所得额: '300万元' };
  await writeFile(file('taxed.json'), JSON.stringify([facts]));
  const { text } = await run('match', ['policy.yaml'], { population: file('taxed.json') });
  expect(text).toBe('high-tech-15：符合 1，未知 0，金额 300,000.00\n');
  await writeFile(file('lacking.yaml'), policy.replace(/^ {4}article: .*\n/m, '').replace('mode:', 'moda:'));
  const lacking = await run('check', ['lacking.yaml']);
  expect(lacking.exitCode).toBe(1);
  expect(lacking.text).toContain('lacking.yaml:11:5 错误：缺少 article 这一项（clauses 第 1 项里）');
  expect(lacking.text).toContain('没有“moda”这一项，是不是想写 mode？');
  await writeFile(file('wrong-fact.yaml'), policy.replace('- when: 高新技术企业\n', '- when: 高新技术企叶\n'));
  expect((await run('check', ['wrong-fact.yaml'])).text).toContain('是不是“高新技术企业”');
  await writeFile(file('other.yaml'), 'loop: x\n');
  expect((await run('check', ['other.yaml'])).text).toContain('看不出是规则文件还是政策文件');
  await writeFile(file('bare-rules.yaml'), 'rules: []\n');
  expect((await run('check', ['bare-rules.yaml'])).text).toContain('bare-rules.yaml:1:1 错误：缺少 id 这一项');
});

const clearway = (line: string) =>
  promisify(exec)(`"${process.execPath}" src/main.ts ${line}`, { cwd: new URL('../..', import.meta.url) });

test('an expression may begin with a minus, and whoever reads only the first lines gets them', async () => {
  await writeFile(file('x.json'), JSON.stringify({ x: 2 }));
  const asked = await clearway(`rules eval '-x < 3' --json --facts ${file('x.json')}`);
  expect(JSON.parse(asked.stdout)).toEqual({ value: true, missing: [], diagnostics: [] });
  const first = await clearway('--help | head -1');
  expect(first.stdout).toContain('Usage: clearway');
  expect(first.stderr).not.toContain('EPIPE');
});
