import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Input, Segmented } from 'antd';
import { checkText, type Diagnostic, type Names, type PolicyFact } from '../../api/conditions.ts';
import { usePreference } from '../../parts/use-preference.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { ClauseText } from './clause-text.tsx';
import { ConditionBuilder } from './condition-builder.tsx';
import { ConditionTable } from './condition-table.tsx';
import { completions } from './fact-completions.ts';

type Way = 'rows' | 'table' | 'text';

type Props = {
  readonly text: string;
  /** The sentence that it comes from: the unit that is left out may stand there. */
  readonly quote?: string;
  readonly onChange: (text: string) => void;
  readonly facts: readonly PolicyFact[];
  readonly names: Names;
};

/** One condition, typed or put together; what does not fit is told where it stands. */
export function ConditionEditor({ text, quote = '', onChange, facts, names }: Props) {
  const [way, setWay] = usePreference<Way>('condition-way', 'rows');
  const asked = useSettled(text.trim());
  const check = useQuery({
    queryKey: ['policy-check', asked, quote, names],
    queryFn: ({ signal }) => checkText({ text: asked, quote, ...names }, signal),
    enabled: asked !== '',
    placeholderData: (before) => before,
  });
  const found = asked === '' ? [] : (check.data?.diagnostics ?? []);
  const reads = asked !== '' && check.data?.ok === true;
  return (
    <div>
      <Segmented
        size="small"
        aria-label="怎么写"
        value={way}
        onChange={setWay}
        options={[
          { value: 'rows', label: '搭条件' },
          { value: 'table', label: '决策表' },
          { value: 'text', label: '写文字' },
        ]}
      />
      {way === 'rows' ? (
        <ConditionBuilder text={text} onChange={onChange} facts={facts} />
      ) : way === 'table' ? (
        <ConditionTable text={text} onChange={onChange} facts={facts} />
      ) : (
        <AutoComplete
          aria-label="条件"
          value={text}
          onChange={onChange}
          options={completions(text, facts)}
          style={{ width: '100%', marginTop: 8 }}
          showSearch={{ filterOption: false }}
        >
          <Input.TextArea placeholder="如：上年研发费用占比 >= 3%" autoSize={{ minRows: 2 }} />
        </AutoComplete>
      )}
      {reads && found.length === 0 && <p>● 写得通</p>}
      <ul aria-live="polite">
        {found.map((each) => (
          <li key={`${each.start} ${each.message}`}>
            {each.severity === 'error' ? '■ ' : '▲ '}第 {each.start + 1} 字：{each.message}
            {each.suggestion && (
              <Button type="link" size="small" onClick={() => onChange(mended(text, each))}>
                改成“{each.suggestion}”
              </Button>
            )}
          </li>
        ))}
      </ul>
      {found.length > 0 && (
        <ClauseText
          sign
          text={asked}
          marks={found.map(({ start, end, message }) => ({ start, end, id: message, title: message }))}
        />
      )}
    </div>
  );
}

const mended = (text: string, { start, end, suggestion = '' }: Diagnostic): string =>
  text.slice(0, start) + suggestion + text.slice(end);
