/** A house in order: every room, with the crossings that are allowed. */
export const HOUSE: Readonly<Record<string, string>> = {
  'src/kernel/index.ts': "export * from './hash.ts';",
  'src/kernel/hash.ts': "import { createHash } from 'node:crypto';\nexport const hash = () => createHash('sha256');",
  'src/language/index.ts': "export { hash as parse } from '#kernel';",
  'src/engines/alpha/index.ts': "export * from './inner.ts';",
  'src/engines/alpha/inner.ts': "import { parse } from '#language';\nexport const alpha = parse;",
  'src/engines/beta/index.ts': "export { hash as beta } from '#kernel';",
  'src/domains/one/index.ts': "export { alpha as one } from '#engines/alpha';",
  'src/domains/two/index.ts': "export { beta as two } from '#engines/beta';",
  'src/bridges/index.ts': "export { one } from '#domains/one';\nexport { two } from '#domains/two';",
  'src/platform/access/index.ts': "export { hash as access } from '#kernel';",
  'src/storage/index.ts':
    "import { Kysely } from 'kysely';\nimport { alpha } from '#engines/alpha';\nexport const store = [Kysely, alpha];",
  'src/entrypoints/http/index.ts':
    "import { Hono } from 'hono';\nimport { access } from '#platform/access';\nexport const http = [Hono, access];",
  'src/entrypoints/cli/index.ts': "export { one as cli } from '#domains/one';",
  'src/main.ts': "import '#bridges';\nimport '#entrypoints/cli';\nimport '#entrypoints/http';\nimport '#storage';",
  'web/src/main.tsx': "import type { hash } from '#kernel';\nexport type Hash = typeof hash;",
  'tests/helper.ts': "import '../src/engines/alpha/inner.ts';",
};

export type Plant = {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
  readonly also?: Readonly<Record<string, string>>;
};

/** One violation per rule. */
export const PLANTS: readonly Plant[] = [
  { rule: 'kernel-knows-nobody', file: 'src/kernel/bad.ts', text: "import '#language';" },
  { rule: 'language-knows-the-kernel', file: 'src/language/bad.ts', text: "import '#engines/alpha';" },
  { rule: 'engines-know-no-business', file: 'src/engines/alpha/bad.ts', text: "import '#engines/beta';" },
  {
    rule: 'engines-know-no-business',
    file: 'src/engines/alpha/worse.ts',
    text: "import type { one } from '#domains/one';\nexport type X = typeof one;",
  },
  { rule: 'domains-do-not-know-each-other', file: 'src/domains/one/bad.ts', text: "import '#domains/two';" },
  { rule: 'domains-do-not-know-each-other', file: 'src/domains/one/worse.ts', text: "import '#platform/access';" },
  { rule: 'bridges-join-domains', file: 'src/bridges/bad.ts', text: "import '#storage';" },
  { rule: 'platform-knows-no-business', file: 'src/platform/access/bad.ts', text: "import '#domains/one';" },
  { rule: 'storage-serves-ports', file: 'src/storage/bad.ts', text: "import '#entrypoints/http';" },
  { rule: 'entrypoints-do-not-see-storage', file: 'src/entrypoints/cli/bad.ts', text: "import '#storage';" },
  { rule: 'only-main-sees-everything', file: 'src/entrypoints/cli/worse.ts', text: "import '../../main.ts';" },
  { rule: 'only-storage-speaks-sql', file: 'src/platform/access/sql.ts', text: "import 'pg';" },
  {
    rule: 'only-storage-speaks-sql',
    file: 'src/domains/two/sql.ts',
    text: "import type { Kysely } from 'kysely';\nexport type X = Kysely<never>;",
  },
  { rule: 'only-http-knows-hono', file: 'src/entrypoints/cli/web.ts', text: "import 'hono';" },
  { rule: 'only-http-knows-hono', file: 'src/domains/two/web.ts', text: "import '@hono/node-server';" },
  { rule: 'no-deep-imports', file: 'src/domains/one/deep.ts', text: "import '../../engines/alpha/inner.ts';" },
  { rule: 'main-takes-the-front-door', file: 'src/main.ts', text: "import './engines/alpha/inner.ts';" },
  {
    rule: 'walls-are-crossed-by-name',
    file: 'src/domains/one/relative.ts',
    text: "import '../../engines/alpha/index.ts';",
  },
  { rule: 'core-does-no-io', file: 'src/engines/beta/io.ts', text: "import 'node:fs';" },
  { rule: 'core-does-no-io', file: 'src/domains/two/io.ts', text: "import 'node:http';" },
  { rule: 'kernel-does-no-io', file: 'src/kernel/io.ts', text: "import 'node:child_process';" },
  {
    rule: 'web-borrows-types-only',
    file: 'web/src/bad.ts',
    text: "import { hash } from '#kernel';\nexport const x = hash;",
  },
  {
    rule: 'server-does-not-know-the-web',
    file: 'src/entrypoints/http/bad.ts',
    text: "import '../../../web/src/main.tsx';",
  },
  { rule: 'product-does-not-need-tests', file: 'src/storage/worse.ts', text: "import '../../tests/helper.ts';" },
  { rule: 'product-does-not-need-dev-packages', file: 'src/storage/dev.ts', text: "import 'fast-check';" },
  { rule: 'packages-are-declared', file: 'src/storage/undeclared.ts', text: "import 'acorn-walk';" },
  { rule: 'imports-resolve', file: 'src/storage/nowhere.ts', text: "import './not-there.ts';" },
  { rule: 'imports-resolve', file: 'src/domains/two/nowhere.ts', text: "import '#engines/alpha/inner';" },
  {
    rule: 'no-cycles',
    file: 'src/engines/beta/chicken.ts',
    text: "import './egg.ts';\nexport const chicken = 1;",
    also: { 'src/engines/beta/egg.ts': "import './chicken.ts';\nexport const egg = 1;" },
  },
  { rule: 'no-orphans', file: 'src/engines/beta/lonely.ts', text: 'export const lonely = 1;' },
];
