import { Button, Input } from 'antd';
import type { PolicyFact, RuleTable } from '../../api/conditions.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import { Failure } from '../../parts/states.tsx';
import { DropRow } from './builder-row.tsx';
import { FactPicker } from './condition-builder.tsx';
import { useForms } from './use-forms.ts';

type Props = {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly facts: readonly PolicyFact[];
};

const ANY = '-';
const NONE: RuleTable = { inputs: [], rows: [] };

/** The same condition as a decision table: each row is one way to qualify, each column one thing looked at. */
export function ConditionTable({ text, onChange, facts }: Props) {
  const { forms, empty, waiting, put: putForms, error } = useForms(text, onChange);
  const { table } = forms;
  if (waiting) return null;
  if (!table && !empty) return <p className="meta">这个条件列不成表，请用“写文字”或者“搭条件”。</p>;
  const shown = table ?? NONE;
  const put = (change: (was: RuleTable) => RuleTable) =>
    putForms((was) => {
      const next = change(was.table ?? NONE);
      return next.rows.length > 0 ? { table: next } : undefined;
    });
  const putRows = (change: (rows: RuleTable['rows']) => RuleTable['rows']) =>
    put((was) => ({ ...was, rows: change(was.rows) }));
  const setCell = (at: number, column: number, said: string) =>
    putRows((rows) =>
      rows.map((row, other) =>
        other === at ? { cells: row.cells.map((cell, place) => (place === column ? said.trim() || ANY : cell)) } : row,
      ),
    );
  const addColumn = ({ subject, test }: { readonly subject: string; readonly test: string }) =>
    put(({ inputs, rows }) => ({
      inputs: [...inputs, subject],
      rows: (rows.length > 0 ? rows : [{ cells: [] }]).map(({ cells }, at) => ({
        cells: [...cells, at === 0 ? test : ANY],
      })),
    }));
  return (
    <div>
      {shown.inputs.length > 0 && (
        <Scroll title="决策表">
          <table className={page.table}>
            <caption className="meta">符合任意一行即可；一行里各格都要满足；“-”不看这一项。</caption>
            <thead>
              <tr>
                {shown.inputs.map((input, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a fact may have two columns
                  <th key={column} scope="col">
                    {input}
                  </th>
                ))}
                <th scope="col">
                  <span className="sr-only">删去</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.rows.map(({ cells }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
                <tr key={at}>
                  {cells.map((cell, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells stand under their column
                    <td key={column} style={{ minWidth: 120 }}>
                      <Input
                        key={cell}
                        size="small"
                        aria-label={`第 ${at + 1} 行 ${shown.inputs[column] ?? ''}`}
                        defaultValue={cell}
                        onBlur={({ target }) => target.value.trim() !== cell && setCell(at, column, target.value)}
                        onPressEnter={(event) => event.currentTarget.blur()}
                      />
                    </td>
                  ))}
                  <td>
                    <DropRow
                      of={`第 ${at + 1} 行`}
                      onDrop={() => putRows((rows) => rows.filter((_, other) => other !== at))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <div className="row" style={{ marginTop: 8 }}>
        {shown.rows.length > 0 && (
          <Button size="small" onClick={() => putRows((rows) => [...rows, ...rows.slice(-1)])}>
            加一行
          </Button>
        )}
        <div className="grow">
          <FactPicker label="＋ 加一列：选一个事实" facts={facts} onPick={addColumn} />
        </div>
      </div>
      {error && <Failure error={error} />}
    </div>
  );
}
