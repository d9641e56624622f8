/** What people call what the program calls by a name of its own; whoever puts the site together knows. */
export type AuditWords = {
  readonly operation: (id: string) => string | undefined;
  readonly permission: (id: string) => string | undefined;
  readonly loop: (id: string) => string | undefined;
  readonly unit: (id: string) => string | undefined;
  /** An entry of a code list. */
  readonly code: (list: string, code: string) => string | undefined;
};

type Said = {
  readonly act: string;
  readonly object?: string | undefined;
  readonly objectName?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
};

/** A line of the audit log as its reader understands it; what has no words stays as it was written. */
export function inWords<Entry extends Said>(entry: Entry, words: AuditWords): Entry {
  const { object, objectName, detail } = entry;
  const name = objectName ?? (object === undefined ? undefined : (words.operation(object) ?? words.loop(object)));
  return {
    ...entry,
    ...(name === undefined ? {} : { objectName: name }),
    ...(detail === undefined ? {} : { detail: detailInWords(detail, words) }),
  };
}

function detailInWords(
  detail: Readonly<Record<string, unknown>>,
  words: AuditWords,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, valueInWords(key, value, words)]));
}

function valueInWords(key: string, value: unknown, words: AuditWords): unknown {
  if (typeof value === 'string') return wordFor(key, value, words) ?? value;
  if (Array.isArray(value)) return value.map((each: unknown) => valueInWords(key, each, words));
  if (typeof value === 'object' && value !== null) return detailInWords(value as Record<string, unknown>, words);
  return value;
}

function wordFor(key: string, value: string, words: AuditWords): string | undefined {
  switch (key) {
    case 'operation':
      return words.operation(value);
    case 'permission':
      return words.permission(value);
    case 'loop':
      return words.loop(value);
    case 'unit':
    case 'holder':
      return words.unit(value);
    default:
      return words.code(key, value);
  }
}
