import { Button, DatePicker, Input, Select } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import dayjs from 'dayjs';
import { useRef, useState } from 'react';
import type { PlanDraft, PlanDue, PlanMeasure } from '../../../api/types/index.ts';
import { fourLists } from '../tags.ts';
import { editMeasure, mergeWithPrevious, splitMeasure } from './edit-draft.ts';
import styles from './review.module.css';

type Props = {
  readonly measure: PlanMeasure;
  readonly names: readonly string[];
  readonly onChange: (edit: (draft: PlanDraft) => PlanDraft) => void;
  readonly onClose: () => void;
  /** Nothing stands above it to be joined to. */
  readonly first: boolean;
};

/** Editing in place: words, units, due; split at the cursor, or join to the one above. */
export function MeasureForm({ measure, names, onChange, onClose, first }: Props) {
  const [text, setText] = useState(measure.text);
  const [lead, setLead] = useState(measure.lead);
  const [responsible, setResponsible] = useState(measure.responsible);
  const [due, setDue] = useState<PlanDue>(measure.due);
  const [tags, setTags] = useState(measure.tags ?? []);
  const area = useRef<TextAreaRef>(null);
  const { key } = measure;
  const finish = (edit: (draft: PlanDraft) => PlanDraft) => {
    onChange(edit);
    onClose();
  };
  const split = () => {
    const at = area.current?.resizableTextArea?.textArea.selectionStart ?? 0;
    finish((draft) => splitMeasure(editMeasure(draft, key, { text, lead, responsible, due, tags }), key, at));
  };
  return (
    <div className={styles.form}>
      <Input.TextArea
        ref={area}
        aria-label="措施内容"
        autoSize={{ minRows: 2 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Units label="牵头" names={names} value={lead} onChange={setLead} />
      <Units label="责任" names={names} value={responsible} onChange={setResponsible} />
      <Units label="列入" what="清单" names={fourLists} value={tags} onChange={setTags} />
      <div className="row">
        <Input
          aria-label="期限原文"
          placeholder="期限，如 6月底前"
          value={due.text}
          onChange={(event) => setDue({ ...due, text: event.target.value })}
          style={{ width: 200 }}
        />
        <DatePicker
          aria-label="期限日期"
          format="YYYY年M月D日"
          style={{ width: 184 }}
          value={due.date ? dayjs(due.date) : null}
          onChange={(day) => setDue({ ...due, date: day ? day.format('YYYY-MM-DD') : null })}
        />
      </div>
      <div className="row">
        <Button
          size="small"
          onClick={() => finish((draft) => editMeasure(draft, key, { text, lead, responsible, due, tags }))}
        >
          改好并确认
        </Button>
        <Button size="small" type="text" onClick={split}>
          从光标处拆成两条
        </Button>
        {!first && (
          <Button size="small" type="text" onClick={() => finish((draft) => mergeWithPrevious(draft, key))}>
            并入上一条
          </Button>
        )}
        <Button size="small" type="text" onClick={onClose}>
          取消
        </Button>
      </div>
    </div>
  );
}

type UnitsProps = {
  readonly label: string;
  readonly what?: string;
  readonly names: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
};

function Units({ label, what = '单位', names, value, onChange }: UnitsProps) {
  return (
    <div className={styles.labelled}>
      <span className="meta">{label}</span>
      <Select
        mode="tags"
        aria-label={`${label}${what}`}
        placeholder={`输入${what}名称`}
        tokenSeparators={['、', '，', ',']}
        value={[...value]}
        onChange={onChange}
        options={names.map((name) => ({ value: name, label: name }))}
        style={{ width: '100%' }}
      />
    </div>
  );
}
