import { Link } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { addVisit, type Mood, type NewVisit, type VisitKind } from '../../api/outreach.ts';
import { useSend } from '../../api/use-send.ts';
import { FileUpload } from '../../parts/file-upload.tsx';
import { Failure } from '../../parts/states.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { kindWords, moodWords } from './mood-words.ts';
import styles from './visits.module.css';

type Draft = { readonly kind: VisitKind; readonly mood?: Mood; readonly note: string; readonly files: string[] };
const empty: Draft = { kind: 'visit', note: '', files: [] };

/** Recorded standing, with one hand: a mood, a sentence, a picture; the second button makes it an appeal at once. */
export function VisitForm({ enterprise }: { readonly enterprise: string }) {
  const [draft, setDraft, dropDraft] = useDraft<Draft>(`visit.${enterprise}`, empty);
  const [pressed, setPressed] = useState<'keep' | 'file'>();
  const send = useSend(addVisit, ['visits', 'matters', 'communities']);
  const note = draft.note.trim();
  const run = (how: 'keep' | 'file') => {
    setPressed(how);
    const visit: NewVisit = {
      enterprise,
      kind: draft.kind,
      files: draft.files,
      ...(draft.mood && { mood: draft.mood }),
      ...(note && { note }),
      ...(how === 'file' && { problem: { body: note } }),
    };
    send.mutate(visit, { onSuccess: dropDraft });
  };
  if (send.isSuccess) return <Done appeal={send.data.appeal} />;
  return (
    <div className={styles.form}>
      <Segmented
        aria-label="怎么去的"
        size="large"
        block
        value={draft.kind}
        onChange={(kind) => setDraft({ ...draft, kind })}
        options={(['visit', 'call'] as const).map((value) => ({ value, label: kindWords[value] }))}
      />
      <Moods value={draft.mood} onChange={(mood) => setDraft({ ...draft, mood })} />
      <Input.TextArea
        aria-label="记一句"
        autoSize={{ minRows: 3, maxRows: 10 }}
        maxLength={2000}
        placeholder="记一句：生产怎么样，有什么问题"
        value={draft.note}
        onChange={(event) => setDraft({ ...draft, note: event.target.value })}
      />
      <FileUpload camera value={draft.files} onChange={(files) => setDraft({ ...draft, files })} />
      {send.error && <Failure error={send.error} />}
      <div className={styles.bottom}>
        <Button
          size="large"
          disabled={note.length < 2}
          loading={send.isPending && pressed === 'file'}
          onClick={() => run('file')}
        >
          转为诉求
        </Button>
        <Button type="primary" size="large" loading={send.isPending && pressed === 'keep'} onClick={() => run('keep')}>
          记下走访
        </Button>
      </div>
    </div>
  );
}

function Moods({ value, onChange }: { readonly value: Mood | undefined; readonly onChange: (mood: Mood) => void }) {
  return (
    <fieldset className={styles.moods}>
      <legend className="meta">企业状况</legend>
      {(['well', 'slow', 'hard'] as const).map((mood) => (
        <button
          key={mood}
          type="button"
          className={styles.mood}
          aria-pressed={value === mood}
          onClick={() => onChange(mood)}
        >
          {moodWords[mood]}
        </button>
      ))}
    </fieldset>
  );
}

function Done({ appeal }: { readonly appeal: { readonly id: string; readonly number: string } | undefined }) {
  return (
    <p role="status" className={styles.form}>
      {appeal ? (
        <span>
          走访已记下，并转为诉求{' '}
          <Link to="/matters/$id" params={{ id: appeal.id }} style={{ textDecoration: 'underline' }}>
            {appeal.number}
          </Link>
          。
        </span>
      ) : (
        '走访已记下。'
      )}
    </p>
  );
}
