import {
  AlertOutlined,
  AppstoreOutlined,
  BellOutlined,
  CheckSquareOutlined,
  FileTextOutlined,
  FormOutlined,
  PartitionOutlined,
  ScheduleOutlined,
  UserOutlined,
} from '@ant-design/icons';

const icons: Readonly<Record<string, typeof BellOutlined>> = {
  todo: CheckSquareOutlined,
  desk: PartitionOutlined,
  supervision: AlertOutlined,
  plans: ScheduleOutlined,
  matters: AppstoreOutlined,
  inbox: BellOutlined,
  documents: FileTextOutlined,
  new: FormOutlined,
  me: UserOutlined,
};

/** Always beside its word. */
export function NavIcon({ name }: { readonly name: string }) {
  const Icon = icons[name] ?? AppstoreOutlined;
  return <Icon aria-hidden />;
}
