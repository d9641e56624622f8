import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { besideQuery } from '../../api/benchmarks.ts';
import { FROM, leagueQuery, type Scheme, type SchemeNode, SURE } from '../../api/schemes.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { goalOf, rangeWords } from './leaf-words.ts';

type Asked = { readonly period?: string; readonly on?: string };
type Props = { readonly scheme: Scheme; readonly leaf: string; readonly asked: Asked; readonly onClose: () => void };

/** One indicator: all that the scheme says of it, what its value is, and what others have. */
export function LeafDrawer({ scheme, leaf, asked, onClose }: Props) {
  const node = scheme.nodes.find((each) => each.id === leaf);
  return (
    <Drawer open title={node?.title ?? '没有这项指标'} size="min(100vw, 640px)" onClose={onClose}>
      {node && !node.branch && (
        <>
          <Told node={node} scheme={scheme} />
          {scheme.live && <Values node={node} scheme={scheme} asked={asked} />}
          <Peers node={node} scheme={scheme} />
        </>
      )}
    </Drawer>
  );
}

function Told({ node, scheme }: { readonly node: SchemeNode; readonly scheme: Scheme }) {
  const goal = goalOf(node);
  const made = scheme.quantities.filter((each) => node.inputs?.includes(each.id));
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['定义', node.definition],
    ['定义的出处', node.said && `${node.said.title}${node.said.assumed ? '（未核实）' : ''}`],
    ['把握', node.sure && SURE[node.sure]],
    ['公式', node.words],
    ['数从哪里来', node.from && FROM[node.from]],
    ['计量单位', [node.unit, node.direction === 'lower' ? '低好' : '高好'].filter(Boolean).join('，')],
    ['可能的范围', rangeWords(node)],
    ['来源单位', node.sourceName],
    ['牵头单位', node.leadName],
    ['专题组', node.teamTitle],
    ['期间', node.periodWord],
    ['最好能到', goal && [goal.value, goal.said].filter(Boolean).join('，')],
    [
      '目标',
      node.target &&
        `${node.target.value}${node.unit ?? ''}${node.target.by ? `，${node.target.by}` : ''}，${node.target.source.title}`,
    ],
    ['权重', String(node.weight)],
    ['指标代码', node.code],
  ];
  return (
    <>
      <table className={page.table}>
        <tbody>
          {rows.map(([name, text]) =>
            text ? (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{text}</td>
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
      {node.target?.source.span && <q>{node.target.source.span.text}</q>}
      {made.length > 0 && (
        <>
          <h2 className="section-title" style={{ marginTop: 24 }}>
            公式里的量
          </h2>
          <ul>
            {made.map((each) => (
              <li key={each.id} style={{ marginBottom: 8 }}>
                <strong>{each.title}</strong>（{each.unit}，{each.sourceName}）{each.definition}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What it is now for each place; a number opens where it comes from. */
function Values({
  node,
  scheme,
  asked,
}: {
  readonly node: SchemeNode;
  readonly scheme: Scheme;
  readonly asked: Asked;
}) {
  const { data } = useQuery(leagueQuery(scheme.id, asked));
  const today = isoDay(useNow());
  const year = (asked.on ?? today).slice(0, 4);
  if (!data) return null;
  return (
    <>
      <h2 className="section-title" style={{ marginTop: 24 }}>
        现在的数
      </h2>
      <table className={page.table}>
        <tbody>
          {data.lines.map((line) => {
            const part = line.parts.find((each) => each.node === node.id);
            const words =
              part?.value == null
                ? '没有数'
                : `${figure(part.value, Number.isInteger(part.value) ? 0 : 2)} ${node.unit ?? ''}`;
            return (
              <tr key={line.unit.id}>
                <th scope="row" style={{ fontWeight: 400 }}>
                  {line.unit.name}
                </th>
                <td className={page.number ?? ''}>
                  {node.from === 'events' ? (
                    <Link to="/indicators/$id" params={{ id: node.code ?? node.id }} search={asked}>
                      {words}
                    </Link>
                  ) : node.from === 'formula' ? (
                    <Link
                      to="/collect/value"
                      search={{ indicator: node.code ?? node.id, subject: line.unit.id, period: year }}
                    >
                      {words}
                    </Link>
                  ) : (
                    <Link to="/collect" search={{ scheme: scheme.id }}>
                      {words}
                    </Link>
                  )}
                </td>
                <td className={page.number ?? ''}>{part?.score == null ? '' : `得分 ${figure(part.score, 1)}`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

/** What benchmark cities have, with the document that says so. */
function Peers({ node, scheme }: { readonly node: SchemeNode; readonly scheme: Scheme }) {
  const { data } = useQuery({ ...besideQuery({ scheme: scheme.id, node: node.id }), retry: false });
  const line = data?.lines.find((each) => each.indicator === node.code);
  const known = line?.cells.filter((each) => each.value !== null) ?? [];
  if (!data) return null;
  return (
    <>
      <h2 className="section-title" style={{ marginTop: 24 }}>
        标杆城市
      </h2>
      {known.length === 0 ? (
        <p className="meta">
          还没有标杆城市的数。
          <Link to="/benchmarks" search={{ scheme: scheme.id }}>
            去录入
          </Link>
        </p>
      ) : (
        <table className={page.table}>
          <tbody>
            {known.map((each) => (
              <tr key={each.city}>
                <th scope="row" style={{ fontWeight: 400 }}>
                  {each.city}
                </th>
                <td className={page.number ?? ''}>
                  {each.value} {node.unit}
                </td>
                <td className="meta">
                  {line?.periodTitle}，{each.source}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
