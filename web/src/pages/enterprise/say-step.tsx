import { EnvironmentOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { FileUpload } from '../../parts/file-upload.tsx';
import type { AppealDraft } from './appeal-draft.ts';
import styles from './enterprise.module.css';
import { findPlace } from './find-place.ts';

type Props = {
  readonly draft: AppealDraft;
  readonly kept: boolean;
  readonly onDraft: (draft: AppealDraft) => void;
  readonly onNext: () => void;
  readonly busy: boolean;
};

/** One big box; the phone's own keyboard turns speech into text. */
export function SayStep({ draft, kept, onDraft, onNext, busy }: Props) {
  const short = draft.body.trim() !== '' && draft.body.trim().length < 5;
  return (
    <section className={`panel ${styles.step}`}>
      <h1 className="page-title">
        <label htmlFor="body">说说您遇到的问题</label>
      </h1>
      {kept && draft.body !== '' && <p className="meta">已接着上次没有提交的内容。</p>}
      <Input.TextArea
        id="body"
        size="large"
        autoSize={{ minRows: 7, maxRows: 16 }}
        maxLength={2000}
        value={draft.body}
        onChange={(event) => onDraft({ ...draft, body: event.target.value })}
        placeholder="什么事、卡在哪里、找过哪个部门、希望怎么解决。可以用键盘上的话筒说。"
      />
      <FileUpload camera value={draft.files} onChange={(files) => onDraft({ ...draft, files })} />
      <Place draft={draft} onDraft={onDraft} />
      <div className={styles.thumb}>
        {short && <p className="meta">再多写几个字，说清楚什么事</p>}
        <Button
          type="primary"
          size="large"
          block
          disabled={draft.body.trim().length < 5}
          loading={busy}
          onClick={onNext}
        >
          下一步
        </Button>
      </div>
    </section>
  );
}

function Place({ draft, onDraft }: Pick<Props, 'draft' | 'onDraft'>) {
  const [note, setNote] = useState('');
  const locate = async () => {
    setNote('正在定位…');
    const place = await findPlace();
    setNote(place ? '' : '没有取到位置，请直接填写');
    if (place) onDraft({ ...draft, place });
  };
  return (
    <div>
      <label htmlFor="place">
        在哪里<span className="meta">（选填）</span>
      </label>
      <div className="row" style={{ flexWrap: 'nowrap' }}>
        <Input
          id="place"
          size="large"
          value={draft.place}
          onChange={(event) => onDraft({ ...draft, place: event.target.value })}
          placeholder="园区、道路、门牌"
          maxLength={100}
        />
        <Button size="large" icon={<EnvironmentOutlined aria-hidden />} onClick={() => void locate()}>
          定位
        </Button>
      </div>
      <p className="meta" role="status">
        {note}
      </p>
    </div>
  );
}
