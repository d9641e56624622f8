import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';

type Props = {
  /** What is about to be made: 督办单，主送 市住建局. */
  readonly what: string;
  readonly loading: boolean;
  readonly onIssue: () => void;
  readonly children: ReactNode;
  readonly primary?: boolean;
  readonly size?: 'small' | 'middle';
};

/** A number of an official document is taken for good, so nobody takes one by a slip of the hand. */
export const IssueButton = ({ what, loading, onIssue, children, primary, size = 'middle' }: Props) => (
  <Popconfirm
    title={`生成${what}？`}
    description="生成时编定文号，文号用后不收回。"
    okText="生成并打开"
    cancelText="不生成"
    onConfirm={onIssue}
  >
    <Button type={primary ? 'primary' : 'default'} size={size} loading={loading}>
      {children}
    </Button>
  </Popconfirm>
);
