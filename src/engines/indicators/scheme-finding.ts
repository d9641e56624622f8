/** Something wrong with a scheme, where it stands. */
export type SchemeFinding = { readonly path: readonly (string | number)[]; readonly message: string };
