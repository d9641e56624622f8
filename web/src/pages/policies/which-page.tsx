import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Checkbox, Radio, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { guessQuery, type MatchView, questionsQuery } from '../../api/policies.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { ClauseLink } from './clause-link.tsx';
import { MatchCard } from './match-card.tsx';
import styles from './policies.module.css';

const route = getRouteApi('/policy-public/p/which');

const INDUSTRIES = [
  ['C', '制造业'],
  ['F', '批发零售'],
  ['I', '软件和信息'],
  ['E', '建筑'],
  ['G', '运输仓储'],
  ['H', '住宿餐饮'],
  ['A', '农林牧渔'],
  ['M', '科研技术服务'],
  ['L', '租赁商务'],
  ['O', '居民服务'],
  ['R', '文体娱乐'],
  ['K', '房地产'],
  ['P', '教育'],
  ['Q', '卫生'],
  ['D', '电热燃气水'],
  ['B', '采矿'],
  ['N', '水利环境'],
  ['J', '金融'],
] as const;
const SIZES = [
  ['under-10', '10 人以下'],
  ['under-30', '30 人以下'],
  ['under-100', '100 人以下'],
  ['under-300', '300 人以下'],
  ['more', '更多'],
] as const;
const TRAITS = [
  ['clean', '守法经营，没有列入失信、异常名单'],
  ['high-tech', '高新技术企业'],
  ['tech-sme', '科技型中小企业'],
  ['specialised', '专精特新中小企业'],
  ['above-scale', '规上企业'],
  ['self-employed', '个体工商户'],
  ['small', '小规模纳税人'],
] as const;

/** 三个问题: what one might get, without saying who one is. */
export function WhichPage() {
  const { industry, size, traits } = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = traits?.split(',').filter(Boolean) ?? [];
  const isFixed = (trait: string) => TRAITS.some(([value]) => value === trait);
  const others = useQuery(questionsQuery).data ?? [];
  const query = useQuery(guessQuery({ traits: chosen, ...(industry && { industry }), ...(size && { size }) }));
  const set = (next: Partial<Record<'industry' | 'size' | 'traits', string>>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <Page title="三个问题，看能享哪些政策" meta="不用登录，答案只留在这个网址里" narrow>
      <section className={`panel ${styles.questions}`} aria-label="三个问题">
        <Question title="一、做哪一行">
          <Radio.Group
            value={industry ?? null}
            onChange={(event) => set({ industry: event.target.value as string })}
            options={INDUSTRIES.map(([value, label]) => ({ value, label }))}
          />
        </Question>
        <Question title="二、有多少人">
          <Radio.Group
            value={size ?? null}
            onChange={(event) => set({ size: event.target.value as string })}
            options={SIZES.map(([value, label]) => ({ value, label }))}
          />
        </Question>
        <Question title="三、符合哪些（可多选；没选的当作不知道，不当作没有）">
          <Checkbox.Group
            value={chosen.filter(isFixed)}
            onChange={(next) => set({ traits: [...next, ...chosen.filter((each) => !isFixed(each))].join(',') })}
            options={TRAITS.map(([value, label]) => ({ value, label }))}
          />
          <Select
            mode="multiple"
            aria-label="还有哪些称号和情形"
            placeholder={`现行政策还看：${others.slice(0, 4).join('、')}…`}
            value={chosen.filter((each) => others.includes(each))}
            onChange={(next: string[]) => set({ traits: [...chosen.filter(isFixed), ...next].join(',') })}
            options={others.map((value) => ({ value, label: value }))}
            style={{ width: '100%', maxWidth: 560, marginTop: 12 }}
          />
        </Question>
      </section>
      <QueryView query={query}>
        {({ yes, possible }) => (
          <>
            <List title="按您说的，可享" matches={yes} />
            <List title="可能可享，还要看" matches={possible} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Question({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend style={{ marginBottom: 8, fontWeight: 600 }}>{title}</legend>
      {children}
    </fieldset>
  );
}

const FIRST = 12;

function List({ title, matches }: { readonly title: string; readonly matches: readonly MatchView[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? matches : matches.slice(0, FIRST);
  return (
    <section className="panel" aria-label={title}>
      <h2 className={styles.sum}>
        {title} {matches.length}
      </h2>
      {matches.length === 0 ? (
        <Empty title="还没有">再多答一点，或登录后按部门数据判断。</Empty>
      ) : (
        <ul>
          {shown.map((match) => (
            <MatchCard
              key={match.clause.clause}
              match={match}
              title={<ClauseLink row={match.clause} to="/p/policies/$id" />}
            />
          ))}
        </ul>
      )}
      {shown.length < matches.length && (
        <p className={page.block}>
          <Button onClick={() => setAll(true)}>再看 {matches.length - shown.length} 条</Button>
        </p>
      )}
    </section>
  );
}
