import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { type Draw, drawQuery, pageUrl } from '../../api/quality.ts';
import { useAccount } from '../../api/session.ts';
import { dotted } from '../../parts/dotted.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { WhyPopover } from '../../parts/why-popover.tsx';
import { can } from '../../shell/permissions.ts';
import { drawKinds } from './draw-words.ts';
import { SeedForm } from './seed-form.tsx';
import { SelectedLine } from './selected-line.tsx';

const route = getRouteApi('/official/quality/draws/$number');

/** One draw: announced, seeded, drawn, checked. */
export function DrawPage() {
  const { number } = route.useParams();
  const query = useQuery(drawQuery(number));
  return <QueryView query={query}>{(draw) => <Whole draw={draw} />}</QueryView>;
}

function Whole({ draw }: { readonly draw: Draw }) {
  const now = useNow();
  const manage = can(useAccount(), 'quality.manage');
  const drawn = draw.drawnAt !== undefined;
  const facts = dotted(
    drawKinds[draw.kind],
    `${moment(draw.announcedAt, now)}公布名册`,
    draw.drawnAt !== undefined && `${moment(draw.drawnAt, now)}抽取`,
  );
  return (
    <Page
      title={`第\u2009${draw.number}\u2009号 ${draw.purpose}`}
      meta={facts}
      actions={drawn && <Button href={pageUrl(draw.number)}>下载验证页</Button>}
    >
      <Announced draw={draw} />
      {!drawn && manage && <SeedForm number={draw.number} />}
      {drawn && (
        <section className="panel" aria-label="抽中的事项">
          <h2 className={`section-title ${page.line}`}>
            抽中&thinsp;{draw.selected.length}&thinsp;件，已核查&thinsp;
            {draw.selected.filter((one) => one.passed !== undefined).length}&thinsp;件
          </h2>
          <ul>
            {draw.selected.map((one) => (
              <SelectedLine key={one.code} number={draw.number} one={one} manage={manage} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function Announced({ draw }: { readonly draw: Draw }) {
  const { frameCount, excludedCount, hash, frameRoot, rulesHash } = draw.announcement;
  return (
    <section className="panel" aria-label="名册">
      <div className={page.block}>
        <p>
          名册&thinsp;{frameCount}&thinsp;件，剔除&thinsp;{excludedCount}&thinsp;件
          {draw.exclusions.length > 0 && (
            <>
              &ensp;
              <WhyPopover label="剔除理由" title="剔除理由">
                <ul>
                  {draw.exclusions.map((one) => (
                    <li key={one.code}>
                      {one.code}：{one.reason}
                    </li>
                  ))}
                </ul>
              </WhyPopover>
            </>
          )}
        </p>
        <p className="meta" style={{ overflowWrap: 'anywhere' }}>
          公布的摘要 {hash}
          <br />
          名册根 {frameRoot}
          <br />
          规则摘要 {rulesHash}
          {draw.recordHash && (
            <>
              <br />
              抽取记录 {draw.recordHash}
            </>
          )}
        </p>
        {draw.strata.length > 1 && (
          <p>{draw.strata.map((one) => `${one.stratum} ${one.drawn}/${one.size}`).join('；')}</p>
        )}
      </div>
    </section>
  );
}
