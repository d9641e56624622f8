/** A small tree of the clean HTML that mammoth writes: no comments, no scripts, every tag closed. */
export type Element = {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
};

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

const decode = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return entities[name ?? ''] ?? whole;
  });

const alone = new Set(['br', 'img', 'hr']);

export function parseHtml(html: string): Element {
  const root: Element = { tag: 'root', attributes: {}, children: [] };
  const open: Element[] = [root];
  for (const token of html.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/gi)) {
    const [, slash, tag, rest, text] = token;
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.children.push(decode(text));
    else if (slash === '/') {
      if (open.length > 1 && parent.tag === tag) open.pop();
    } else if (tag !== undefined) {
      const attributes = Object.fromEntries(
        [...(rest ?? '').matchAll(/([a-z-]+)="([^"]*)"/gi)].map((found) => [found[1] ?? '', decode(found[2] ?? '')]),
      );
      const element: Element = { tag, attributes, children: [] };
      parent.children.push(element);
      if (!alone.has(tag) && !rest?.endsWith('/')) open.push(element);
    }
  }
  return root;
}
