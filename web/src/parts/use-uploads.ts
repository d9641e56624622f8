import { useRef, useState } from 'react';
import { toProblem } from '../api/problem.ts';
import { uploadFile } from '../api/upload.ts';
import { fileSize } from './figures.ts';

export type UploadItem = {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** 0 to 1; 1 is stored. */
  readonly share: number;
  readonly id?: string;
  readonly problem?: string;
};

export type StoredUpload = { readonly id: string; readonly name: string };

type Input = {
  readonly value: readonly string[];
  readonly onChange?: (ids: string[]) => void;
  /** For whom a name says what the file shows. */
  readonly onStored?: (files: readonly StoredUpload[]) => void;
  readonly max: number;
  readonly bounds: { readonly maxBytes: number; readonly types: readonly string[] };
};

/** Checks before sending, sends one by one, tells the form the ids of what is stored. */
export function useUploads({ value, onChange, onStored, max, bounds }: Input) {
  // A draft that is taken up again knows only the ids of what was stored before.
  const [items, setItems] = useState<readonly UploadItem[]>(() =>
    value.map((id) => ({ key: id, id, name: '已上传的附件', size: 0, share: 1 })),
  );
  const latest = useRef<readonly UploadItem[]>(items);
  const commit = (next: readonly UploadItem[]) => {
    latest.current = next;
    setItems(next);
    const stored = next.flatMap(({ id, name }) => (id ? [{ id, name }] : []));
    onChange?.(stored.map((each) => each.id));
    onStored?.(stored);
  };
  const change = (key: string, part: Partial<UploadItem>) =>
    commit(latest.current.map((item) => (item.key === key ? { ...item, ...part } : item)));
  const add = (files: readonly File[]) => {
    for (const file of files.slice(0, max - latest.current.length)) {
      const key = `${Date.now()}-${latest.current.length}-${file.name}`;
      const problem = refusal(file, bounds);
      commit([
        ...latest.current,
        { key, name: file.name, size: file.size, share: problem ? 1 : 0, ...(problem && { problem }) },
      ]);
      if (problem) continue;
      uploadFile(file, (share) => change(key, { share: Math.min(share, 0.99) })).then(
        (stored) => change(key, { share: 1, id: stored.id }),
        (error) => change(key, { share: 1, problem: toProblem(error).body.title }),
      );
    }
  };
  const remove = (key: string) => commit(latest.current.filter((item) => item.key !== key));
  return { items, add, remove };
}

function refusal(file: File, bounds: Input['bounds']): string | undefined {
  if (file.size > bounds.maxBytes) return `超过 ${fileSize(bounds.maxBytes)}，请压缩后再传`;
  const ending = `.${file.name.split('.').pop()?.toLowerCase() ?? ''}`;
  return bounds.types.some((type) => `.${type}` === ending) ? undefined : `不收 ${ending} 格式`;
}
