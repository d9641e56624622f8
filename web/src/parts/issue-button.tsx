import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { type DocumentRef, useIssuedBefore } from '../api/documents.ts';
import { isoDay } from './time.ts';

type Same = (each: DocumentRef) => boolean;
type Props = {
  /** What is about to be made: 督办单，主送 市住建局. */
  readonly what: string;
  /** Which earlier documents would be the same one again. */
  readonly same: Same;
  readonly loading: boolean;
  readonly onIssue: () => void;
  readonly children: ReactNode;
  readonly primary?: boolean;
  readonly size?: 'small' | 'middle';
};

/** A number of an official document is taken for good, so nobody takes one by a slip of the hand. */
export const IssueButton = ({ what, same, loading, onIssue, children, primary, size = 'middle' }: Props) => (
  <Popconfirm
    title={`生成${what}？`}
    description={<Taken same={same} />}
    okText="生成并打开"
    cancelText="不生成"
    onConfirm={onIssue}
  >
    <Button type={primary ? 'primary' : 'default'} size={size} loading={loading}>
      {children}
    </Button>
  </Popconfirm>
);

/** Asked for only when somebody is about to issue: a board has hundreds of these buttons. */
function Taken({ same }: { readonly same: Same }) {
  const before = useIssuedBefore(same);
  return before
    ? `${isoDay(before.at)} 已生成过 ${before.number ?? before.title}。再生成会另编一个文号，文号用后不收回。`
    : '生成时编定文号，文号用后不收回。';
}
