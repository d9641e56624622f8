import { useQuery } from '@tanstack/react-query';
import { publicReformsQuery } from '../../api/reforms.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { quarterWord } from '../../parts/time.ts';

/** 公示: whoever has something against a case, or wants to do the same, reads it here without signing in. */
export function ReformPublicityPage() {
  const query = useQuery(publicReformsQuery);
  return (
    <Page title="微改革案例公示" meta="公示期内有异议的，登录后在“反映问题”里写明案例编号和理由" narrow>
      <QueryView query={query}>
        {({ year, items }) => (
          <>
            {items.length === 0 && <p className="panel panel-pad">{year}年还没有公示的案例。</p>}
            {items.map((each) => (
              <article key={each.number} className="panel panel-pad">
                <div className="spread">
                  <h2 className="section-title">{each.title}</h2>
                  <strong>{each.awarded ? '★ 已入选' : '公示中'}</strong>
                </div>
                <p className="meta">
                  {each.number} · {each.unit} · {quarterWord(each.quarter)}
                </p>
                <p className="keep-lines">解决什么问题：{each.problem}</p>
                <p className="keep-lines">主要做法：{each.practice}</p>
                <p className="keep-lines">取得成效：{each.effect}</p>
              </article>
            ))}
          </>
        )}
      </QueryView>
    </Page>
  );
}
