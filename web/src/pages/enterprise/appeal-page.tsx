import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { matterQuery } from '../../api/matters.ts';
import type { MatterDetail } from '../../api/types/index.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { MissingMatter, WaysForEnterprises } from '../../parts/missing-matter.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { FileList } from '../matters/file-list.tsx';
import { AppealActions } from './appeal-actions.tsx';
import styles from './enterprise.module.css';
import { Promises } from './promises.tsx';

const route = getRouteApi('/e/m/$id');

/** What people said and did, newest first, and who has it until when. */
export function AppealPage() {
  const { id } = route.useParams();
  const query = useQuery(matterQuery(id));
  return (
    <QueryView
      query={query}
      failed={(error, retry) => (
        <MissingMatter error={error} onRetry={retry}>
          <WaysForEnterprises />
        </MissingMatter>
      )}
    >
      {(matter) => <Loaded matter={matter} />}
    </QueryView>
  );
}

function Loaded({ matter }: { readonly matter: MatterDetail }) {
  const { move } = route.useSearch();
  const navigate = route.useNavigate();
  useTitle(matter.number);
  const words = matter.fields.find((field) => field.type === 'longtext');
  return (
    <article className={styles.appeal}>
      <section className={`panel ${styles.step}`}>
        <div>
          <p className="meta">
            {matter.number}&ensp;{matter.status.title}
          </p>
          <h1 className="page-title">{matter.title}</h1>
        </div>
        <p>
          <span className="meta">现在谁在办&ensp;</span>
          <strong>{[matter.holder?.unit.name, matter.holder?.section].filter(Boolean).join(' ') || '正在分办'}</strong>
        </p>
        <Countdown row={matter} holder={false} />
        <Promises clocks={matter.clocks} />
        <AppealActions
          matter={matter}
          open={move}
          onOpen={(name) => void navigate({ search: name ? { move: name } : {}, replace: true })}
        />
      </section>
      {matter.mergedInto && <Merged main={matter.mergedInto} />}
      <section className={`panel ${styles.step}`}>
        <h2 className="section-title">经过</h2>
        <Timeline entries={matter.timeline} publicOnly />
      </section>
      {(words || matter.files.length > 0) && (
        <section className={`panel ${styles.step}`}>
          <h2 className="section-title">{matter.channel?.code === 'system' ? '办理依据和材料' : '您提交的'}</h2>
          <p className="keep-lines">{words?.display}</p>
          <FileList files={matter.files} />
        </section>
      )}
    </article>
  );
}

/** 合并办理: the one that goes on for both. */
function Merged({ main }: { readonly main: NonNullable<MatterDetail['mergedInto']> }) {
  return (
    <section className={`panel ${styles.step}`} aria-label="合并办理的进展">
      <h2 className="section-title">与同类诉求合并办理</h2>
      <p>
        <span className="meta">
          {main.number}&ensp;{main.status.title}&ensp;
        </span>
        <strong>{[main.holder?.unit.name, main.holder?.section].filter(Boolean).join(' ')}</strong>
      </p>
      <Promises clocks={main.clocks} />
      <Timeline entries={main.timeline} publicOnly />
    </section>
  );
}
