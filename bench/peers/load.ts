/** Loads a peer from this folder's own packages; it has a package.json, so nothing in it may import `#…`. */
export const loadPeer = async <T>(name: string): Promise<T> => (await import(name)) as T;
