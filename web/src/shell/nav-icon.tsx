import {
  AlertOutlined,
  ApartmentOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  BellOutlined,
  CheckCircleOutlined,
  CheckSquareOutlined,
  ClusterOutlined,
  CommentOutlined,
  EnvironmentOutlined,
  ExperimentOutlined,
  FileTextOutlined,
  FlagOutlined,
  FormOutlined,
  NodeIndexOutlined,
  PartitionOutlined,
  PhoneOutlined,
  ScheduleOutlined,
  TeamOutlined,
  UnorderedListOutlined,
  UserOutlined,
  UserSwitchOutlined,
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
  visits: EnvironmentOutlined,
  grids: ClusterOutlined,
  meetings: TeamOutlined,
  block: BankOutlined,
  actions: FlagOutlined,
  lists: UnorderedListOutlined,
  monthly: CheckCircleOutlined,
  draws: ExperimentOutlined,
  causes: NodeIndexOutlined,
  panels: CommentOutlined,
  orders: PhoneOutlined,
  accounts: UserSwitchOutlined,
  organisation: ApartmentOutlined,
  loops: PartitionOutlined,
  audit: AuditOutlined,
};

/** Always beside its word. */
export function NavIcon({ name }: { readonly name: string }) {
  const Icon = icons[name] ?? AppstoreOutlined;
  return <Icon aria-hidden />;
}
