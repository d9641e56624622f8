import { Button } from 'antd';
import { useState } from 'react';
import type { MatterDetail } from '../../api/types/index.ts';
import { MoveForm } from '../../parts/move/move-form.tsx';
import { FileList } from './file-list.tsx';
import { Section } from './section.tsx';

/** What was attached, and adding to it where one may. */
export function FileSection({ matter }: { readonly matter: MatterDetail }) {
  const [adding, setAdding] = useState(false);
  const attach = matter.moves.find((move) => move.move === 'attach');
  if (matter.files.length === 0 && !attach) return null;
  const close = () => setAdding(false);
  return (
    <Section
      title={`附件（${matter.files.length}）`}
      action={
        attach &&
        !adding && (
          <Button size="small" className="no-print" onClick={() => setAdding(true)}>
            {attach.title}
          </Button>
        )
      }
    >
      <FileList files={matter.files} />
      {attach && adding && <MoveForm matter={matter} move={attach} onCancel={close} onDone={close} />}
    </Section>
  );
}
