import { CameraOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useId, useRef } from 'react';
import { useSite } from '../api/session.ts';
import { fileSize } from './figures.ts';
import styles from './file-upload.module.css';
import { useUploads } from './use-uploads.ts';

type Props = {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (value: string[]) => void;
  readonly max?: number;
  /** On the enterprise's phone the camera comes first. */
  readonly camera?: boolean;
};

const defaultTypes = ['jpg', 'jpeg', 'png', 'webp', 'pdf', 'doc', 'docx', 'xls', 'xlsx', 'zip'];

export function FileUpload({ id, value, onChange, max = 9, camera }: Props) {
  const bounds = useSite()?.uploads ?? { maxBytes: 20 * 1024 * 1024, types: defaultTypes };
  const uploads = useUploads({ value: value ?? [], max, bounds, ...(onChange && { onChange }) });
  const pick = useRef<HTMLInputElement>(null);
  const shoot = useRef<HTMLInputElement>(null);
  const hint = useId();
  const take = (input: HTMLInputElement) => {
    uploads.add([...(input.files ?? [])]);
    input.value = '';
  };
  return (
    <div className={styles.upload}>
      <div className="row">
        {camera && (
          <Button size="large" icon={<CameraOutlined aria-hidden />} onClick={() => shoot.current?.click()}>
            拍照
          </Button>
        )}
        <Button
          id={id}
          size={camera ? 'large' : 'middle'}
          aria-describedby={hint}
          icon={<PaperClipOutlined aria-hidden />}
          onClick={() => pick.current?.click()}
        >
          {camera ? '选图片或文件' : '添加附件'}
        </Button>
      </div>
      <input
        ref={shoot}
        type="file"
        style={{ display: 'none' }}
        accept="image/*"
        capture="environment"
        onChange={(event) => take(event.target)}
        aria-label="拍照"
      />
      <input
        ref={pick}
        type="file"
        style={{ display: 'none' }}
        multiple
        accept={bounds.types.map((type) => `.${type}`).join(',')}
        onChange={(event) => take(event.target)}
        aria-label="选择文件"
      />
      <p id={hint} className="meta">
        每件不超过&thinsp;{fileSize(bounds.maxBytes)}，最多&thinsp;{max}&thinsp;件。<strong>涉密不上网</strong>
        ：涉密和内部文件不得上传。
      </p>
      <ul>
        {uploads.items.map((item) => (
          <li key={item.key} className={styles.item}>
            <span className="clip grow">{item.name}</span>
            {item.problem ? (
              <span className={styles.problem}>{item.problem}</span>
            ) : item.share < 1 ? (
              <Progress
                percent={Math.round(item.share * 100)}
                size="small"
                className={styles.progress ?? ''}
                aria-label={`${item.name} 上传进度`}
              />
            ) : (
              <span className="meta">{item.size > 0 ? fileSize(item.size) : '已存'}</span>
            )}
            <Button size="small" type="text" onClick={() => uploads.remove(item.key)}>
              移除
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
