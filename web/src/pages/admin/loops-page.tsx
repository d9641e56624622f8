import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type LoopInfo, loopQuery, loopsQuery } from '../../api/loops.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { HelpText } from './help-text.tsx';
import styles from './organisation.module.css';

const route = getRouteApi('/official/loops');

/** Every kind of matter: its picture, drawn from its definition, and its help. */
export function LoopsPage() {
  const { loop } = route.useSearch();
  const query = useQuery(loopsQuery);
  return (
    <Page title="流程" meta="事项按什么流程办，图由流程定义画出，与实际运行一致。">
      <QueryView query={query}>
        {(loops) => (
          <div className={styles.columns}>
            <nav className="panel" aria-label="流程清单">
              <ul>
                {loops.map((one) => (
                  <li key={one.id} className={page.line}>
                    <Link
                      to="/loops"
                      search={{ loop: one.id }}
                      {...(one.id === (loop ?? loops[0]?.id) && { 'aria-current': 'true', style: { fontWeight: 600 } })}
                    >
                      {one.title}
                    </Link>
                    {one.summary && <span className="meta">{one.summary}</span>}
                  </li>
                ))}
              </ul>
            </nav>
            <Loop key={loop ?? loops[0]?.id} id={loop ?? loops[0]?.id ?? ''} />
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function Loop({ id }: { readonly id: string }) {
  const query = useQuery(loopQuery(id));
  return (
    <section className="panel panel-pad stack" aria-label="流程图和说明">
      <QueryView query={query}>{(loop) => <Whole loop={loop} />}</QueryView>
    </section>
  );
}

function Whole({ loop }: { readonly loop: LoopInfo }) {
  const picture = `/api/loops/${encodeURIComponent(loop.id)}/diagram.svg`;
  return (
    <>
      <h2 className={page.name}>
        {loop.title}
        {loop.version !== undefined && <span className="meta">&ensp;版本 {String(loop.version).slice(0, 8)}</span>}
      </h2>
      <a href={picture} target="_blank" rel="noreferrer">
        <img
          src={picture}
          alt={`${loop.title}流程图：各环节和可办的动作`}
          style={{ maxWidth: '100%', height: 'auto' }}
        />
      </a>
      {loop.help && <HelpText text={loop.help} />}
    </>
  );
}
