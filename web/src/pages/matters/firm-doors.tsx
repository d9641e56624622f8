import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { enterprisesNamedQuery } from '../../api/enterprises.ts';

type Props = { readonly name: string; readonly onOpen: (enterprise: string) => void };

/** Enterprises of that name: a click shows all that each of them asked. */
export function FirmDoors({ name, onOpen }: Props) {
  const found = useQuery(enterprisesNamedQuery(name)).data ?? [];
  if (found.length === 0) return null;
  return (
    <p className="row no-print">
      <span className="meta">企业</span>
      {found.map((firm) => (
        <Button key={firm.id} size="small" onClick={() => onOpen(firm.id)}>
          {firm.name}
        </Button>
      ))}
    </p>
  );
}
