import type { FileRef } from '../../api/types/index.ts';
import { dotted } from '../../parts/dotted.ts';
import { fileSize } from '../../parts/figures.ts';
import { when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

export function FileList({ files }: { readonly files: readonly FileRef[] }) {
  const now = useNow();
  return (
    <ul>
      {files.map((file) => (
        <li key={file.id} className="row">
          <a href={`/api/files/${file.id}`} target="_blank" rel="noreferrer">
            {file.name}
          </a>
          <span className="meta">{dotted(fileSize(file.size), file.by, file.at && when(file.at, now))}</span>
        </li>
      ))}
    </ul>
  );
}
