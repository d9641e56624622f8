import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { drawsQuery } from '../../api/quality.ts';
import { useAccount } from '../../api/session.ts';
import { dotted } from '../../parts/dotted.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { AnnounceForm } from './announce-form.tsx';
import { drawKinds } from './draw-words.ts';

/** 回头看抽样: every draw with how far it is. */
export function DrawsPage() {
  const query = useQuery(drawsQuery);
  const now = useNow();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const manage = can(useAccount(), 'quality.manage');
  const announce = manage && !adding && (
    <Button type="primary" onClick={() => setAdding(true)}>
      发布抽取名册
    </Button>
  );
  return (
    <Page title="回头看抽样" meta="先冻结名册并公布摘要，后有种子，谁都可以重算。" actions={announce}>
      {adding && (
        <AnnounceForm
          onClose={() => setAdding(false)}
          onDone={(number) => void navigate({ to: '/quality/draws/$number', params: { number: String(number) } })}
        />
      )}
      <section className="panel" aria-label="历次抽取">
        <QueryView query={query}>
          {(items) =>
            items.length > 0 ? (
              <ul>
                {items.map((draw) => (
                  <li key={draw.number} className={page.line}>
                    <div className="grow" style={{ minWidth: 240 }}>
                      <Link
                        to="/quality/draws/$number"
                        params={{ number: String(draw.number) }}
                        className={page.name ?? ''}
                      >
                        第&thinsp;{draw.number}&thinsp;号&ensp;{draw.purpose}
                      </Link>
                      <p className="meta">
                        {dotted(
                          drawKinds[draw.kind],
                          `名册\u2009${draw.frameCount}\u2009件`,
                          `${moment(draw.announcedAt, now)}公布`,
                        )}
                      </p>
                    </div>
                    <span>
                      {draw.drawnAt === undefined ? '名册已公布，待抽取' : `已抽取，核查\u2009${draw.results}\u2009件`}
                    </span>
                  </li>
                ))}
              </ul>
            ) : (
              <Empty title="还没有抽取过">
                从办结的诉求里抽一部分回头看：问题是否真解决、有没有反弹。没通过的自动重办。
              </Empty>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}
