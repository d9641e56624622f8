import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useAccount } from '../../api/session.ts';
import type { Coded, Understanding } from '../../api/types/index.ts';
import { CodePicker } from '../../parts/code-picker.tsx';
import { dotted } from '../../parts/dotted.ts';
import { Failure } from '../../parts/states.tsx';
import { WhyPopover } from '../../parts/why-popover.tsx';
import type { AppealDraft } from './appeal-draft.ts';
import styles from './enterprise.module.css';

type Props = {
  readonly draft: AppealDraft;
  readonly understood: Understanding;
  readonly onDraft: (draft: AppealDraft) => void;
  readonly onBack: () => void;
  readonly onSend: (category: string | undefined, region: string | undefined) => void;
  readonly sending: boolean;
  readonly error: unknown;
};

/** 我们理解为: right in most cases, changed in one tap, each answer changeable from here. */
export function CheckStep({ draft, understood, onDraft, onBack, onSend, sending, error }: Props) {
  const account = useAccount();
  const [category, setCategory] = useState(understood.category?.code);
  const [region, setRegion] = useState(understood.region?.code);
  return (
    <section className={`panel ${styles.step}`}>
      <h1 className="page-title">我们理解为</h1>
      <Guess
        title="哪一类"
        list="appeal-category"
        guess={understood.category}
        value={category}
        onChange={setCategory}
      />
      <Guess title="哪里" list="region" guess={understood.region} value={region} onChange={setRegion} />
      <div className={styles.said}>
        <div className="spread">
          <span className="meta">您说的</span>
          <Button type="link" size="small" onClick={onBack}>
            改
          </Button>
        </div>
        <p className="keep-lines">{draft.body}</p>
        <p className="meta">{dotted(draft.place, draft.files.length > 0 && `附件 ${draft.files.length} 件`)}</p>
      </div>
      <div>
        <label htmlFor="contact-name">联系人</label>
        <span className="meta">（选填，默认{account?.name ?? '本人'}）</span>
        <Input
          id="contact-name"
          size="large"
          value={draft.contactName}
          autoComplete="name"
          onChange={(event) => onDraft({ ...draft, contactName: event.target.value })}
        />
      </div>
      <div>
        <label htmlFor="contact-phone">联系电话</label>
        <span className="meta">（选填，默认登录手机）</span>
        <Input
          id="contact-phone"
          size="large"
          inputMode="tel"
          autoComplete="tel"
          value={draft.contactPhone}
          onChange={(event) => onDraft({ ...draft, contactPhone: event.target.value })}
        />
      </div>
      <Checkbox
        checked={draft.hideIdentity}
        onChange={(event) => onDraft({ ...draft, hideIdentity: event.target.checked })}
        className={styles.tall ?? ''}
      >
        不让办理单位知道是我们反映的
      </Checkbox>
      {error !== null && error !== undefined && <Failure error={error} />}
      <div className={styles.thumb}>
        <Button type="primary" size="large" block loading={sending} onClick={() => onSend(category, region)}>
          {error ? '重试提交' : '提交'}
        </Button>
      </div>
    </section>
  );
}

type GuessProps = {
  readonly title: string;
  readonly list: string;
  readonly guess: (Coded & { readonly why?: string }) | undefined;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
};

function Guess({ title, list, guess, value, onChange }: GuessProps) {
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
