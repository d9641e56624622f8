import { Button } from 'antd';
import type { Names, PolicyFact } from '../../api/conditions.ts';
import type { DraftCondition } from '../../api/policy-drafts.ts';
import { ConditionEditor } from './condition-editor.tsx';
import styles from './policies.module.css';

type Props = {
  readonly text: string;
  readonly conditions: readonly DraftCondition[];
  readonly facts: readonly PolicyFact[];
  readonly names: Names;
  /** What of the clause's text is selected: it becomes a quote. */
  readonly selected: () => string;
  readonly onChange: (conditions: readonly DraftCondition[]) => void;
};

/** Each condition with the sentence that it comes from. */
export function ConditionRows({ text, conditions, facts, names, selected, onChange }: Props) {
  const change = (at: number, more: Partial<DraftCondition>) =>
    onChange(conditions.map((each, other) => (other === at ? { ...each, ...more } : each)));
  const quote = (at: number) => {
    const chosen = selected();
    if (chosen !== '') change(at, { quote: chosen });
  };
  return (
    <ol className={styles.conditions}>
      {conditions.map(({ when, quote: from }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions stand in an order and have no other name
        <li key={at}>
          <ConditionEditor
            text={when}
            quote={from}
            onChange={(next) => change(at, { when: next })}
            facts={facts}
            names={names}
          />
          <div className="row">
            <span className="grow">
              出自“{from || '还没有指明'}”
              {from !== '' && !text.replace(/\s/g, '').includes(from.replace(/\s/g, '')) && (
                <span role="alert">■ 原文里没有这一句</span>
              )}
            </span>
            <Button onClick={() => quote(at)} title="先在上面的原文里选中一句">
              用选中的原文
            </Button>
            {conditions.length > 1 && (
              <Button type="text" onClick={() => onChange(conditions.filter((_, other) => other !== at))}>
                去掉
              </Button>
            )}
          </div>
        </li>
      ))}
      <li>
        <Button onClick={() => onChange([...conditions, { when: '', quote: selected() }])}>加一个条件</Button>
        <span className="meta">　先在原文里选中它出自的那一句</span>
      </li>
    </ol>
  );
}
