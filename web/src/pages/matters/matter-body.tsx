import type { ReactNode } from 'react';
import type { MatterDetail } from '../../api/types/index.ts';
import { HeldBar } from '../../parts/held-bar.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { CommentBox } from './comment-box.tsx';
import { FieldList } from './field-list.tsx';
import { FileList } from './file-list.tsx';
import styles from './matter-body.module.css';
import { Obligations } from './obligations.tsx';

export function MatterBody({ matter }: { readonly matter: MatterDetail }) {
  return (
    <div className={`panel ${styles.body}`}>
      <FieldList fields={matter.fields} />
      {matter.files.length > 0 && (
        <Section title={`附件（${matter.files.length}）`}>
          <FileList files={matter.files} />
        </Section>
      )}
      {matter.heldBy.length > 0 && (
        <Section title="谁办了多久">
          <HeldBar held={matter.heldBy} />
        </Section>
      )}
      {matter.obligations.length > 0 && (
        <Section title="会办与答复">
          <Obligations obligations={matter.obligations} />
        </Section>
      )}
      <Section title="经过">
        <Timeline entries={matter.timeline} />
      </Section>
      <Section title="留言">
        <CommentBox matter={matter} />
      </Section>
    </div>
  );
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className="section-title">{title}</h2>
      {children}
    </section>
  );
}
