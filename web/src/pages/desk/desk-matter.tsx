import type { UseQueryResult } from '@tanstack/react-query';
import type { MatterDetail, Suggestion } from '../../api/types/index.ts';
import { byTime } from '../../parts/clock-words.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { dotted } from '../../parts/dotted.ts';
import { Flags } from '../../parts/matter-table/columns.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { EnterpriseFacts } from '../matters/enterprise-facts.tsx';
import { FileList } from '../matters/file-list.tsx';
import { DeskActions } from './desk-actions.tsx';
import styles from './desk-page.module.css';
import { SuggestionPane } from './suggestion-pane.tsx';

type Props = {
  readonly matter: MatterDetail;
  /** It is on the list no more. */
  readonly gone: boolean;
  readonly suggestion: UseQueryResult<Suggestion>;
  readonly onDone: () => void;
};

export function DeskMatter({ matter, gone, suggestion, onDone }: Props) {
  const words = matter.fields.find((field) => field.type === 'longtext');
  const facts = matter.fields.filter((field) => field !== words && field.display && field.display !== matter.title);
  return (
    <article className={`panel ${styles.main}`}>
      <div className={styles.matter}>
        <header>
          <p className="meta">
            {matter.number}&ensp;
            {dotted(matter.category?.title, matter.region?.title, matter.channel?.title)}
          </p>
          <div className="row">
            <h2 className="page-title">{matter.title}</h2>
            <Flags row={matter} />
          </div>
          <Countdown row={matter} />
        </header>
        {words && <p className={`keep-lines ${styles.words}`}>{words.display}</p>}
        <dl className="row" style={{ gap: '4px 24px' }}>
          {facts.map((field) => (
            <div key={field.name}>
              <dt className="meta">{field.title}</dt>
              <dd>{field.display}</dd>
            </div>
          ))}
        </dl>
        {matter.files.length > 0 && <FileList files={matter.files} />}
        {matter.enterprise && <EnterpriseFacts enterprise={matter.enterprise} />}
        <Limits matter={matter} />
        <DeskActions matter={matter} gone={gone} suggestion={suggestion} onDone={onDone} />
      </div>
      <SuggestionPane query={suggestion} />
    </article>
  );
}

function Limits({ matter }: { readonly matter: MatterDetail }) {
  const now = useNow();
  const running = byTime(matter.clocks).filter((clock) => clock.stoppedAt === undefined);
  if (running.length === 0) return null;
  return (
    <p className={styles.limits}>
      {running.map((clock) => (
        <span key={clock.name}>
          <span className="meta">{clock.title}&ensp;</span>
          {clock.fireAt === undefined ? '暂停' : moment(clock.fireAt, now)}
        </span>
      ))}
    </p>
  );
}
