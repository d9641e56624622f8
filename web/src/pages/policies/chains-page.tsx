import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { type ChainLink, type Chains, chainsQuery, type LinkAsked } from '../../api/policy-keep.ts';
import { useAccount } from '../../api/session.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { saveCsv } from '../../parts/save-csv.ts';
import { Empty } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';
import { ChainFirms } from './chain-firms.tsx';

const route = getRouteApi('/official/policies/chains');

/** 一链一政策包: what there is for each link and stage of a chain, and where nothing is. */
export function ChainsPage() {
  const { chain } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(chainsQuery);
  return (
    <Page title="产业链政策包" meta={query.data && `${query.data.chains.length} 条产业链`}>
      <QueryView query={query}>
        {(data) => {
          const shown = data.chains.find((each) => each.chain === chain) ?? data.chains[0];
          if (!shown) return <Empty title="还没有产业链">请在资源包的 chains.yaml 里写上产业链和环节。</Empty>;
          return (
            <>
              <div className={page.scroll}>
                <Segmented
                  aria-label="哪条产业链"
                  value={shown.chain}
                  onChange={(next) => void navigate({ search: { chain: next } })}
                  options={data.chains.map((each) => ({
                    value: each.chain,
                    label: each.gaps > 0 ? `${each.chain}（缺 ${each.gaps}）` : each.chain,
                  }))}
                />
              </div>
              <section className="panel" aria-label={shown.chain}>
                <div className={page.block}>
                  <div className="spread">
                    <h2>{shown.chain}产业链</h2>
                    <Button
                      className="no-print"
                      onClick={() => saveCsv(`${shown.chain}产业链政策包.csv`, tableOf(shown.links))}
                    >
                      导出表格
                    </Button>
                  </div>
                  <p className="meta">
                    专门条款 {shown.clauses} 条；另有 {data.general} 条不分产业链，各链都可享。
                    {shown.gaps > 0 && `${shown.gaps} 个环节没有专门条款。`}
                  </p>
                  <Matrix chain={shown.chain} stages={data.stages} links={shown.links} />
                  {data.assumed && <p className="meta">环节划分为便于查找而整理，未见正式文件。依据：{data.source}</p>}
                </div>
              </section>
            </>
          );
        }}
      </QueryView>
    </Page>
  );
}

type MatrixProps = { readonly chain: string; readonly stages: Chains['stages']; readonly links: readonly ChainLink[] };

function Matrix({ chain, stages, links }: MatrixProps) {
  const [asked, setAsked] = useState<LinkAsked>();
  const may = can(useAccount(), 'facts.read');
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            <th>环节</th>
            <th className={page.number}>企业</th>
            {stages.map(({ stage, plain }) => (
              <th key={stage} title={plain}>
                {stage}
                <p className="meta">{plain}</p>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {links.map(({ link, firms, broad, gap, cells }) => (
            <tr key={link}>
              <td>
                {link}
                {gap && <p>■ 缺口：没有专门条款</p>}
              </td>
              <td className={page.number}>
                <Firms count={firms} may={may} onOpen={() => setAsked({ chain, link, broad: false })} />
                {broad > 0 && (
                  <p className="meta" title="行业代码只到大类，不知道是不是这个环节的">
                    另有大类相符 <Firms count={broad} may={may} onOpen={() => setAsked({ chain, link, broad: true })} />
                  </p>
                )}
              </td>
              {cells.map(({ stage, clauses }) => (
                <td key={stage}>
                  {clauses.length === 0 ? (
                    <span className="meta">○ 缺</span>
                  ) : (
                    <ul>
                      {clauses.map(({ clause, title, policy, amount }) => (
                        <li key={clause} title={amount}>
                          <Link to="/policies/$id" params={{ id: policy }} hash={clause}>
                            {title}
                          </Link>
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {asked && <ChainFirms asked={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

type FirmsProps = { readonly count: number; readonly may: boolean; readonly onOpen: () => void };

const Firms = ({ count, may, onOpen }: FirmsProps) =>
  may && count > 0 ? (
    <Button type="link" size="small" onClick={onOpen} aria-label={`看这 ${count} 户企业`}>
      {figure(count)}
    </Button>
  ) : (
    figure(count)
  );

const tableOf = (links: readonly ChainLink[]): readonly (readonly (string | number)[])[] => [
  ['环节', '企业户数', '企业阶段', '条款', '缺口'],
  ...links.flatMap(({ link, firms, cells }) =>
    cells.map(({ stage, clauses }) => [
      link,
      firms,
      stage,
      clauses.map((each) => each.title).join('；'),
      clauses.length === 0 ? '缺' : '',
    ]),
  ),
];
