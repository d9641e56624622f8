import { FileTextOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import styles from './drop-file.module.css';

type Props = {
  readonly busy: boolean;
  readonly accept?: string;
  readonly what?: string;
  readonly hint?: string;
  readonly onFile: (file: File) => void;
};

const plan = {
  accept: '.docx,.txt,.xlsx',
  what: '把印发的方案拖到这里',
  hint: 'Word（.docx）、文本（.txt）、台账表格（.xlsx）',
};

export function DropFile({ busy, accept = plan.accept, what = plan.what, hint = plan.hint, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same by keyboard
    <div
      className={`${styles.drop} ${over ? styles.dropOver : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{what}</p>
      <p className="meta">{hint}</p>
      <Button
        icon={<FileTextOutlined aria-hidden />}
        loading={busy}
        onClick={() => input.current?.click()}
        style={{ marginTop: 8 }}
      >
        选择文件
      </Button>
      <input
        ref={input}
        type="file"
        style={{ display: 'none' }}
        accept={accept}
        aria-label="选择文件"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}
