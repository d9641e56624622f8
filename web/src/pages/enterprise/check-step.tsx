import { Button } from 'antd';
import { useState } from 'react';
import { useFileAppeal } from '../../api/appeals.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import type { AppealReceipt, Understanding } from '../../api/types/index.ts';
import { dotted } from '../../parts/dotted.ts';
import { Failure } from '../../parts/states.tsx';
import { type AppealDraft, inputOf } from './appeal-draft.ts';
import { ContactFields } from './contact-fields.tsx';
import styles from './enterprise.module.css';
import { Guess } from './guess.tsx';
import { KeptOut } from './kept-out.tsx';

type Props = {
  readonly draft: AppealDraft;
  readonly understood: Understanding;
  readonly onDraft: (draft: AppealDraft) => void;
  readonly onBack: () => void;
  readonly onDone: (receipt: AppealReceipt) => void;
};

/** 我们理解为: right in most cases, changed in one tap, each answer changeable from here. */
export function CheckStep({ draft, understood, onDraft, onBack, onDone }: Props) {
  const [category, setCategory] = useState(understood.category?.code);
  const [region, setRegion] = useState(understood.region?.code);
  const accused = understood.complaint;
  const [complainedOf, setComplainedOf] = useState<readonly string[] | undefined>(
    accused?.units.map((each) => each.id),
  );
  const file = useFileAppeal();
  const key = useSubmitKey();
  const send = () => {
    const input = inputOf(draft, { title: understood.title, category, region, complainedOf });
    file.mutate({ input, key: key.keyFor(input) }, { onSuccess: onDone });
  };
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
      {accused && <KeptOut complaint={accused} value={complainedOf ?? []} onChange={setComplainedOf} />}
      <Said draft={draft} onBack={onBack} />
      <ContactFields draft={draft} onDraft={onDraft} />
      {file.error && <Failure error={file.error} />}
      <div className={styles.thumb}>
        <Button type="primary" size="large" block loading={file.isPending} onClick={send}>
          {file.error ? '重试提交' : '提交'}
        </Button>
      </div>
    </section>
  );
}

function Said({ draft, onBack }: Pick<Props, 'draft' | 'onBack'>) {
  return (
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
  );
}
