import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { checkText, type Diagnostic, type PolicyFact } from '../../api/policy-drafts.ts';
import { ClauseText } from './clause-text.tsx';

const UNITS: Readonly<Record<string, string>> = {
  boolean: '是非',
  money: '金额',
  percent: '百分比',
  date: '日期',
  code: '代码',
  string: '文字',
};
const MOST = 12;

/** Write one condition: names are completed, and what does not fit is told while typing. */
export function ConditionTry({ facts }: { readonly facts: readonly PolicyFact[] }) {
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const check = useQuery({
    queryKey: ['policy-check', asked],
    queryFn: ({ signal }) => checkText(asked, signal),
    enabled: asked !== '',
    placeholderData: (before) => before,
  });
  const found = asked === '' ? [] : (check.data?.diagnostics ?? []);
  return (
    <div>
      <h3>条件怎么写</h3>
      <AutoComplete
        aria-label="写一个条件"
        value={text}
        onChange={setText}
        options={completions(text, facts)}
        style={{ width: '100%' }}
        showSearch={{ filterOption: false }}
      >
        <Input.TextArea placeholder="如：研发费用占比 >= 3%" autoSize={{ minRows: 2 }} />
      </AutoComplete>
      {asked !== '' && check.data?.ok && <p>● 写得通</p>}
      <ul aria-live="polite">
        {found.map((each) => (
          <li key={`${each.start} ${each.message}`}>
            {each.severity === 'error' ? '■ ' : '▲ '}
            {each.message}
            {each.suggestion && (
              <Button type="link" size="small" onClick={() => setText(mended(text, each))}>
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

/** The name being written: what stands after the last sign, space or word that joins. */
const LAST = /(?:^|[\s()（）<>=+\-*/,，且或])([\p{Script=Han}\p{L}\p{N}]*)$/u;

function completions(text: string, facts: readonly PolicyFact[]) {
  const begun = LAST.exec(text)?.[1] ?? '';
  if (begun === '') return [];
  const head = text.slice(0, text.length - begun.length);
  return facts
    .filter(({ name, aliases }) => name !== begun && [name, ...aliases].some((each) => each.includes(begun)))
    .slice(0, MOST)
    .map(({ name, type, unit }) => ({ value: head + name, label: `${name}（${unit ?? UNITS[type] ?? '数'}）` }));
}
