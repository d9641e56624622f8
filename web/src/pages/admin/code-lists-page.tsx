import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { type CodeListAbout, codeListsQuery } from '../../api/code-lists.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import { CodeTable } from './code-table.tsx';
import { CreditCodeCheck } from './credit-code-check.tsx';
import styles from './organisation.module.css';

const route = getRouteApi('/official/code-lists');

/** The lists at the left, those of a national standard first; the codes of one at the right. */
export function CodeListsPage() {
  const { list = 'industry' } = route.useSearch();
  const query = useQuery(codeListsQuery);
  return (
    <Page title="代码表" meta="数据、规则、指标和表格都用这些代码。">
      <QueryView query={query}>
        {({ lists }) => (
          <div className={styles.columns}>
            <Directory lists={lists} chosen={list} />
            <div className="stack">
              <CodeTable key={list} list={list} />
              {list === 'credit-code' && <CreditCodeCheck />}
              <HowToChange about={lists.find((each) => each.list === list)} />
            </div>
          </div>
        )}
      </QueryView>
    </Page>
  );
}

const first = ['credit-code', 'region', 'industry', 'registration-type'];

function Directory({ lists, chosen }: { readonly lists: readonly CodeListAbout[]; readonly chosen: string }) {
  const place = ({ list }: CodeListAbout) => (first.includes(list) ? first.indexOf(list) : first.length);
  const sorted = [...lists].sort((a, b) => place(a) - place(b));
  const navigate = route.useNavigate();
  if (useNarrow())
    return (
      <Select
        aria-label="哪张代码表"
        value={chosen}
        showSearch={{ optionFilterProp: 'label' }}
        options={sorted.map(({ list, title, codes }) => ({ value: list, label: `${title}（${codes}）` }))}
        onChange={(list) => void navigate({ search: { list } })}
      />
    );
  return (
    <nav className="panel" aria-label="代码表目录">
      <ul>
        {sorted.map((each) => (
          <li key={each.list} className={page.line} style={{ flexWrap: 'nowrap' }}>
            <Link
              to="/code-lists"
              search={{ list: each.list }}
              className="grow"
              aria-current={each.list === chosen ? 'page' : undefined}
              style={{ fontWeight: each.list === chosen ? 600 : 400 }}
            >
              {each.title}
            </Link>
            <span className="meta">{each.codes}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function HowToChange({ about }: { readonly about: CodeListAbout | undefined }) {
  if (!about) return null;
  const { list, open } = about;
  return (
    <section className="panel" aria-label="怎样更换">
      <div className={page.block}>
        <h2 className="section-title">怎样更换</h2>
        {list === 'region' ? (
          <p>
            区划和本地功能区写在资源包的 <code>regions.yaml</code> 里，改了要重启。页面上只能查看和导出。
          </p>
        ) : open ? (
          <p>
            代码是资源包里的数据，页面上只能查看和导出。系统管理员可以用一条命令导入完整的表（JSON、xlsx、csv，列为
            代码、名称、上级），逐条核对后写进城市包，重启后生效：
            <br />
            <code style={{ overflowWrap: 'anywhere' }}>
              clearway lists import 文件 --list {list} --into packs/城市包 --source 出处 --date 施行日期
            </code>
          </p>
        ) : (
          <p>流程和规则按现有的代码写成，城市包只能改名称，不能增减代码；改了要重启。页面上只能查看和导出。</p>
        )}
      </div>
    </section>
  );
}
