import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { isProblem, Problem } from '../api/problem.ts';
import { sessionQuery } from '../api/session.ts';
import { theme } from './theme.ts';

dayjs.locale('zh-cn');

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Intranets and webviews say “offline” wrongly: try, and show what came of it.
      networkMode: 'always',
      staleTime: 10_000,
      // A refusal will be refused again; only a lost line is worth a second try.
      retry: (count, error) => isProblem(error, 'network.offline') && count < 3,
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always', retry: (count, error) => isProblem(error, 'network.offline') && count < 1 },
  },
});

// A session that ended while a page was open: the router's guard sends to sign-in and back.
const signedOut = (error: unknown): void => {
  if (error instanceof Problem && error.body.status === 401) queries.setQueryData(sessionQuery.queryKey, null);
};
queries.getQueryCache().subscribe((event) => {
  if (event.type === 'updated') signedOut(event.query.state.error);
});
// Also while something was being sent: what was typed is kept as a draft, and the page is come back to. A wrong
// password is a 401 too, but then nobody was signed in.
queries.getMutationCache().subscribe((event) => {
  if (event.type === 'updated' && queries.getQueryData(sessionQuery.queryKey)) signedOut(event.mutation.state.error);
});

/** hashPriority and the transformer lower antd's styles to Chromium 86, which has neither :where() nor logical insets. */
export function Providers({ children }: { readonly children: ReactNode }) {
  return (
    <StyleProvider hashPriority="high" transformers={[legacyLogicalPropertiesTransformer]}>
      <ConfigProvider
        theme={theme}
        locale={zhCN}
        wave={{ disabled: true }}
        button={{ autoInsertSpace: false }}
        tag={{ variant: 'outlined' }}
      >
        <App component={false}>
          <QueryClientProvider client={queries}>{children}</QueryClientProvider>
        </App>
      </ConfigProvider>
    </StyleProvider>
  );
}
