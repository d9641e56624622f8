import type { Change, ChangedMeasure, SheetDiff } from '../../../api/plans.ts';
import type { PlanBoardTask } from '../../../api/types/index.ts';
import page from '../../../parts/page.module.css';
import { Scroll } from '../../../parts/scroll.tsx';

type Props = {
  readonly diff: SheetDiff;
  readonly tree: readonly PlanBoardTask[];
  /** It was done already: read afterwards. */
  readonly done?: boolean;
};
const names = {
  number: '编号',
  task: '标题',
  text: '内容',
  lead: '牵头',
  responsible: '责任单位',
  due: '期限',
  targets: '量化目标',
} as const;

/** What stands now at the left, what the corrected document says at the right. */
export function Diff({ diff, tree, done = false }: Props) {
  const { added, removed, changed, unchanged } = diff;
  const now = new Map(tree.flatMap((task) => task.measures.map((one) => [one.id, one.text] as const)));
  return (
    <section className="panel" aria-label="差异">
      <p className={page.line}>
        改动&thinsp;{changed.length}&thinsp;条，新增&thinsp;{added.length}&thinsp;条，删去&thinsp;{removed.length}
        &thinsp;条，其余&thinsp;{unchanged}&thinsp;条不变。
      </p>
      {added.length + removed.length + changed.length > 0 && (
        <Scroll title="差异对照表">
          <table className={page.table}>
            <thead>
              <tr>
                <th scope="col">条目</th>
                <th scope="col">{done ? '更正前' : '现在的计划'}</th>
                <th scope="col">{done ? '更正后' : '更正后的方案'}</th>
              </tr>
            </thead>
            <tbody>
              {changed.map((one) => (
                <Changed key={one.id} measure={one} text={now.get(one.id)} />
              ))}
              {added.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{one.key} 新增</th>
                  <td>—</td>
                  <td>{one.text}</td>
                </tr>
              ))}
              {removed.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{one.key} 删去</th>
                  <td>{one.text}</td>
                  <td>—（建议终止）</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

type ChangedProps = { readonly measure: ChangedMeasure; readonly text: string | undefined };

function Changed({ measure, text }: ChangedProps) {
  const parts = (Object.keys(names) as (keyof typeof names)[]).flatMap((name) => {
    const change = measure[name];
    return change ? [{ name, change }] : [];
  });
  return (
    <tr>
      <th scope="row">{measure.key} 改动</th>
      <td>
        {!measure.text && <p className="meta">{text}</p>}
        {parts.map(({ name, change }) => (
          <p key={name}>
            <span className="meta">{names[name]}</span> <del>{said(change.before)}</del>
          </p>
        ))}
      </td>
      <td>
        {parts.map(({ name, change }) => (
          <p key={name}>
            <span className="meta">{names[name]}</span> <ins>{said(change.after)}</ins>
          </p>
        ))}
      </td>
    </tr>
  );
}

const said = (value: Change['before']): string => (typeof value === 'string' ? value : value.join('、')) || '（空）';
