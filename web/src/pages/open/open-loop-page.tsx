import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { type LoopInfo, loopQuery } from '../../api/loops.ts';
import { HelpText } from '../../parts/help-text.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import styles from './open.module.css';
import { OpenForm } from './open-form.tsx';

const route = getRouteApi('/official/open/$loop');

/** One matter of this kind, by a form made of the fields that its loop asks for. */
export function OpenLoopPage() {
  const { loop } = route.useParams();
  const query = useQuery(loopQuery(loop));
  return <QueryView query={query}>{(info) => <Loaded key={info.id} loop={info} />}</QueryView>;
}

function Loaded({ loop }: { readonly loop: LoopInfo }) {
  useTitle(`登记${loop.title}`);
  const navigate = useNavigate();
  const { message } = App.useApp();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/open" className="meta">
          ‹ 换一类事项
        </Link>
        <h1 className="page-title">登记{loop.title}</h1>
        <HelpText text={loop.help ?? loop.summary ?? ''} />
      </header>
      <div className={`panel ${styles.panel}`}>
        {loop.canOpen ? (
          <OpenForm
            loop={loop}
            onDone={({ id, number }) => {
              message.success(`已登记，编号 ${number}`);
              void navigate({ to: '/matters/$id', params: { id } });
            }}
          />
        ) : (
          <Empty title={`现在的岗位不能登记${loop.title}`}>请在右上角切换岗位，或联系本单位管理员。</Empty>
        )}
      </div>
    </div>
  );
}
