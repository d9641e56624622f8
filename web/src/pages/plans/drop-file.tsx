import { FileTextOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import styles from './plans.module.css';

type Props = { readonly busy: boolean; readonly onFile: (file: File) => void };

const accepted = '.docx,.txt,.xlsx';

export function DropFile({ busy, onFile }: Props) {
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
      <p>把印发的方案拖到这里</p>
      <p className="meta">Word（.docx）、文本（.txt）、台账表格（.xlsx）</p>
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
        accept={accepted}
        aria-label="选择计划文件"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}
