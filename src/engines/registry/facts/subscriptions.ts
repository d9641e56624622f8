/** What a department wants to hear of: a change of these facts, and new enterprises if it says so. */
export type Subscription = {
  readonly department: string;
  readonly keys: readonly string[];
  readonly registered?: boolean | undefined;
};

/** One change of an enterprise's record: the facts that changed, or that it is new. */
export type RecordChange = { readonly registered: boolean; readonly keys: readonly string[] };

/** The departments that a change concerns, each with the facts it asked for. */
export const subscribersOf = (
  subscriptions: readonly Subscription[],
  { registered, keys }: RecordChange,
): readonly { readonly department: string; readonly keys: readonly string[] }[] =>
  subscriptions.flatMap((each) => {
    const wanted = keys.filter((key) => each.keys.includes(key));
    return registered
      ? each.registered
        ? [{ department: each.department, keys: wanted }]
        : []
      : wanted.length > 0
        ? [{ department: each.department, keys: wanted }]
        : [];
  });
