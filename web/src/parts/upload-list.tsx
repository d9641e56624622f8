import { Button, Progress } from 'antd';
import { fileSize } from './figures.ts';
import styles from './file-upload.module.css';
import type { UploadItem } from './use-uploads.ts';

type Props = { readonly items: readonly UploadItem[]; readonly onRemove: (key: string) => void };

export function UploadList({ items, onRemove }: Props) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.key} className={styles.item}>
          <span className="clip grow">{item.name}</span>
          <State item={item} />
          <Button size="small" type="text" onClick={() => onRemove(item.key)}>
            移除
          </Button>
        </li>
      ))}
    </ul>
  );
}

function State({ item }: { readonly item: UploadItem }) {
  if (item.problem) return <span className={styles.problem}>{item.problem}</span>;
  if (item.share === 1) return <span className="meta">{item.size > 0 ? fileSize(item.size) : '已存'}</span>;
  return (
    <Progress
      percent={Math.round(item.share * 100)}
      size="small"
      className={styles.progress ?? ''}
      aria-label={`${item.name} 上传进度`}
    />
  );
}
