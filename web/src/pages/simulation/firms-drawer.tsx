import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { type Asked, firmsQuery, type Which } from '../../api/simulation.ts';
import { money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';

const TITLES: Readonly<Record<Which, string>> = {
  gained: '新增的企业',
  lost: '退出的企业',
  more: '金额增加的企业',
  less: '金额减少的企业',
};

type Props = { readonly asked: Asked; readonly which: Which; readonly onClose: () => void };

/** Who it is, the largest differences first; each a door to the enterprise. */
export function FirmsDrawer({ asked, which, onClose }: Props) {
  const query = useQuery(firmsQuery(asked, which));
  const narrow = useNarrow();
  const said = (fen: number | null) => (fen === null ? '无' : money(fen));
  return (
    <Drawer open title={TITLES[which]} onClose={onClose} size={narrow ? '100%' : 560}>
      <QueryView query={query}>
        {(firms) => (
          <>
            <table className={page.table}>
              <thead>
                <tr>
                  <th scope="col">企业</th>
                  <th scope="col" className={page.number}>
                    现行
                  </th>
                  <th scope="col" className={page.number}>
                    本方案
                  </th>
                </tr>
              </thead>
              <tbody>
                {firms.map((firm) => (
                  <tr key={firm.id}>
                    <td>
                      <Link to="/enterprises/$id" params={{ id: firm.id }}>
                        {firm.name}
                      </Link>
                    </td>
                    <td className={page.number}>{said(firm.base)}</td>
                    <td className={page.number}>{said(firm.now)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {firms.length === 200 && <p className="meta">差额最大的 200 户。</p>}
          </>
        )}
      </QueryView>
    </Drawer>
  );
}
