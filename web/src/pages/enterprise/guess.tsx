import { Button } from 'antd';
import { useState } from 'react';
import type { Coded } from '../../api/types/index.ts';
import { CodePicker } from '../../parts/code-picker.tsx';
import { WhyPopover } from '../../parts/why-popover.tsx';
import styles from './enterprise.module.css';

type Props = {
  readonly title: string;
  readonly list: string;
  readonly guess: (Coded & { readonly why?: string }) | undefined;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
};

/** What we made of it, with the reason, changed in one tap. */
export function Guess({ title, list, guess, value, onChange }: Props) {
  const [changing, setChanging] = useState(guess === undefined);
  return (
    <div className={styles.guess}>
      <span className="meta">{title}</span>
      {changing ? (
        <CodePicker list={list} {...(value && { value })} onChange={onChange} placeholder="不确定可以不选" />
      ) : (
        <span className="row">
          <strong>{guess?.title}</strong>
          {guess?.why && <WhyPopover title="为什么这样理解">{guess.why}</WhyPopover>}
          <Button type="link" size="small" onClick={() => setChanging(true)}>
            改
          </Button>
        </span>
      )}
    </div>
  );
}
