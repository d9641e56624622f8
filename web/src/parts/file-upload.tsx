import { CameraOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId, useRef } from 'react';
import { useSite } from '../api/session.ts';
import { fileSize } from './figures.ts';
import styles from './file-upload.module.css';
import { HiddenInput } from './hidden-input.tsx';
import { UploadList } from './upload-list.tsx';
import { type StoredUpload, useUploads } from './use-uploads.ts';

type Props = {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (value: string[]) => void;
  readonly onStored?: (files: readonly StoredUpload[]) => void;
  readonly max?: number;
  /** On the enterprise's phone the camera comes first. */
  readonly camera?: boolean;
};

const defaultTypes = ['jpg', 'jpeg', 'png', 'webp', 'pdf', 'doc', 'docx', 'xls', 'xlsx', 'zip'];

export function FileUpload({ id, value, onChange, onStored, max = 9, camera }: Props) {
  const bounds = useSite()?.uploads ?? { maxBytes: 20 * 1024 * 1024, types: defaultTypes };
  const uploads = useUploads({
    ...{ value: value ?? [], max, bounds },
    ...(onChange && { onChange }),
    ...(onStored && { onStored }),
  });
  const pick = useRef<HTMLInputElement>(null);
  const shoot = useRef<HTMLInputElement>(null);
  const hint = useId();
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
      <HiddenInput ref={shoot} label="拍照" accept="image/*" capture="environment" onFiles={uploads.add} />
      <HiddenInput
        ref={pick}
        label="选择文件"
        accept={bounds.types.map((type) => `.${type}`).join(',')}
        multiple
        onFiles={uploads.add}
      />
      <p id={hint} className="meta">
        每件不超过&thinsp;{fileSize(bounds.maxBytes)}，最多&thinsp;{max}&thinsp;件。<strong>涉密不上网</strong>
        ：涉密和内部文件不得上传。
      </p>
      <UploadList items={uploads.items} onRemove={uploads.remove} />
    </div>
  );
}
