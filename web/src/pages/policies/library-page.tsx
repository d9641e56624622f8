import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { ClauseListPage } from './clause-list.tsx';

const route = getRouteApi('/official/policies');

/** 政策库, for officials. */
export function LibraryPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const actions = (
    <>
      <Link to="/policies/chains">
        <Button>产业链政策包</Button>
      </Link>
      <Link to="/policies/reviews">
        <Button>到期与复审</Button>
      </Link>
      <Link to="/policies/drafts">
        <Button>政策草案</Button>
      </Link>
    </>
  );
  return (
    <ClauseListPage
      title="政策库"
      to="/policies/$id"
      filters={filters}
      onFilter={(search) => void navigate({ search })}
      actions={actions}
      hint="换个说法试试，或放宽筛选。已到期的在“不在有效期”里。"
    />
  );
}
