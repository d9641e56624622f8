import { useAccount } from '../../api/session.ts';
import type { MatterDetail } from '../../api/types/index.ts';
import { HeldBar } from '../../parts/held-bar.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { can } from '../../shell/permissions.ts';
import { CommentBox } from './comment-box.tsx';
import { FieldList } from './field-list.tsx';
import { FileSection } from './file-section.tsx';
import styles from './matter-body.module.css';
import { Obligations } from './obligations.tsx';
import { Section } from './section.tsx';

export function MatterBody({ matter }: { readonly matter: MatterDetail }) {
  const account = useAccount();
  const { holder } = matter;
  // As the server decides: whoever holds it now, or whose post allows it.
  const holds = holder?.unit.id === account?.unit?.id && (!holder?.person || holder.person.id === account?.id);
  return (
    <div className={`panel ${styles.body}`}>
      <FieldList
        key={matter.id}
        matter={matter.id}
        mayUnmask={holds || can(account, 'contents.unmask')}
        fields={matter.fields}
        except={matter.title}
      />
      <FileSection matter={matter} />
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
        <CommentBox matter={matter} />
        <Timeline entries={matter.timeline} />
      </Section>
    </div>
  );
}
