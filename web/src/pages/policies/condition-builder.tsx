import { Segmented, Select } from 'antd';
import type { Built, BuiltRow, PolicyFact } from '../../api/conditions.ts';
import { Failure } from '../../parts/states.tsx';
import { BuilderRow, DropRow } from './builder-row.tsx';
import { firstTest, unitWords } from './fact-completions.ts';
import styles from './policies.module.css';
import { useForms } from './use-forms.ts';

const NONE: Built = { join: 'all', rows: [] };

type Props = {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly facts: readonly PolicyFact[];
};

/** A condition in rows, for those who do not type; the same condition as the text, either way round. */
export function ConditionBuilder({ text, onChange, facts }: Props) {
  const { forms, empty, waiting, put: putForms, error } = useForms(text, onChange);
  const { built } = forms;
  if (waiting) return null;
  if (!built && !empty) return <p className="meta">文字还写不通，请先在“写文字”里改对。</p>;
  const shown = built ?? NONE;
  const put = (change: (was: Built) => Built) =>
    putForms((was) => {
      const next = change(was.built ?? NONE);
      return next.rows.length > 0 ? { built: next } : undefined;
    });
  const putRows = (change: (rows: Built['rows']) => readonly BuiltRow[]) =>
    put((was) => ({ ...was, rows: change(was.rows) }));
  return (
    <div>
      {shown.rows.length > 1 && (
        <Segmented
          size="small"
          aria-label="怎么合起来"
          value={shown.join}
          onChange={(join) => put((was) => ({ ...was, join: join as Built['join'] }))}
          options={[
            { value: 'all', label: '都要满足' },
            { value: 'any', label: '满足一项' },
          ]}
          style={{ marginTop: 8 }}
        />
      )}
      <ol className={styles.builder}>
        {shown.rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
          <li key={at}>
            <BuilderRow
              row={row}
              facts={facts}
              onChange={(next) => putRows((rows) => rows.map((each, other) => (other === at ? next : each)))}
            />
            <DropRow
              of={'text' in row ? row.text : row.subject}
              onDrop={() => putRows((rows) => rows.filter((_, other) => other !== at))}
            />
          </li>
        ))}
      </ol>
      <FactPicker label="＋ 加一行：选一个事实" facts={facts} onPick={(row) => putRows((rows) => [...rows, row])} />
      {error && <Failure error={error} />}
    </div>
  );
}

type PickerProps = {
  readonly label: string;
  readonly facts: readonly PolicyFact[];
  readonly onPick: (row: { readonly subject: string; readonly test: string }) => void;
};

/** One fact of the catalogue, with a test that reads and can then be changed. */
export function FactPicker({ label, facts, onPick }: PickerProps) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      options={facts.map((fact) => ({ value: fact.name, label: `${fact.name}（${unitWords(fact)}）` }))}
      onChange={(name: string | null) => {
        const fact = facts.find((each) => each.name === name);
        if (fact) onPick({ subject: fact.name, test: firstTest(fact) });
      }}
      style={{ width: '100%' }}
    />
  );
}
