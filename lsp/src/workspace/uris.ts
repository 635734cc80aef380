// Names of files: a URI in one spelling, and the path below a root by which compilations know the file.
import { URI } from 'vscode-uri';

/** One spelling for all that clients write: `file:///C:/a b` and `file:///c%3A/a%20b` are one file. */
export function keyOf(uri: string): string {
  return URI.parse(uri).toString();
}

/** A folder's URI as a root: with `/` at its end. */
export function rootOf(folder: string): string {
  const key = keyOf(folder);
  return key.endsWith('/') ? key : `${key}/`;
}

/** The root of a file that lies in no folder of the workspace: the folder in which it lies; of `untitled:A` the scheme. */
export function looseRootOf(key: string): string {
  const { query, fragment } = URI.parse(key);
  // Such as an earlier version that an editor shows: it has no neighbours.
  if (query !== '' || fragment !== '') return `${key}/`;
  return key.slice(0, Math.max(key.lastIndexOf('/'), key.indexOf(':')) + 1);
}

/** The path by which a root knows one of its files. */
export function pathIn(root: string, key: string): string {
  return pathBelow(root, key) ?? URI.parse(key).path.split('/').at(-1) ?? '';
}

/** The path below the root; undefined where the file does not lie below it. */
export function pathBelow(root: string, key: string): string | undefined {
  return key.startsWith(root) && key.length > root.length ? decoded(key.slice(root.length)) : undefined;
}

export function uriOf(root: string, path: string): string {
  return keyOf(root + path.split('/').map(encodeURIComponent).join('/'));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
