import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { ClauseListPage } from './clause-list.tsx';

const route = getRouteApi('/policy-public/p/policies');

/** 政策智慧超市: for anyone, without signing in. */
export function MarketPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ClauseListPage
      title="政策智慧超市"
      to="/p/policies/$id"
      filters={filters}
      onFilter={(search) => void navigate({ search })}
      actions={
        <Link to="/p/which">
          <Button type="primary">三个问题，看我能享哪些</Button>
        </Link>
      }
      hint="换个说法试试，例如“招人补贴”“研发”“残保金”。"
    />
  );
}
