export type Coded = { readonly code: string; readonly title: string };
export type CodeItem = Coded & { readonly parent?: string };
export type Named = { readonly id: string; readonly name: string };
export type UnitRef = Named;

export type Account = {
  readonly id: string;
  readonly kind: 'official' | 'enterprise';
  readonly name: string;
  readonly unit?: UnitRef;
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly posts: readonly Post[];
  readonly enterprise?: Named;
  /** Which of `posts` one acts in. */
  readonly postId?: string;
  /** Signed in by number and code: this one matter is all there is to see. */
  readonly matterId?: string;
  /** Nothing else is allowed before. */
  readonly mustChangePassword?: boolean;
};

export type Post = {
  readonly id: string;
  readonly unit: UnitRef;
  readonly role: string;
  readonly title: string;
  readonly section?: string;
};

export type Site = {
  readonly tenant: { readonly id: string; readonly name: string; readonly demo: boolean };
  readonly now: number;
  readonly banner?: string;
  readonly version: string;
  readonly title: string;
  readonly lists: Readonly<Record<string, readonly CodeItem[]>>;
  readonly demoAccounts?: readonly DemoAccount[];
  /** Working minutes that count as one working day; 480 when absent. */
  readonly workdayMinutes?: number;
  /** Whether working time is running now: the countdown moves only then. */
  readonly workingNow?: boolean;
  readonly uploads?: { readonly maxBytes: number; readonly types: readonly string[] };
};

export type DemoAccount = {
  readonly login: string;
  readonly password?: string;
  readonly title: string;
  /** Enterprise accounts sign in by phone and code. */
  readonly phone?: string;
  readonly code?: string;
};

export type Unit = UnitRef & {
  readonly kind?: string;
  readonly parent?: UnitRef;
  readonly sections?: readonly string[];
};
export type Person = Named & {
  readonly section?: string;
  readonly unit?: UnitRef;
  readonly post?: {
    readonly id?: string;
    readonly role?: string;
    readonly title?: string;
    readonly roleTitle?: string;
  };
  readonly sinceDay?: string;
  readonly untilDay?: string;
};

export type Enterprise = Named & {
  readonly region?: string;
  readonly industry?: string;
  readonly scale?: string;
  readonly address?: string;
  readonly officers?: readonly Named[];
};

export type FileRef = {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly by?: string;
  readonly at?: number;
};

export type InboxItem = {
  readonly id: string;
  readonly at: number;
  readonly title: string;
  readonly matterTitle?: string;
  readonly readAt?: number;
  readonly matterId?: string;
  readonly kind?: string;
};
