/** A path with `/` between its parts, relative to a folder when it is inside it, without a leading `./`. */
export function relativePath(path: string, base: string): string {
  const slashed = path.replaceAll('\\', '/');
  const folder = base.replaceAll('\\', '/').replace(/\/*$/, '/');
  const inside = base !== '' && slashed.startsWith(folder) ? slashed.slice(folder.length) : slashed;
  return inside.replace(/^(?:\.\/+)+/, '');
}

/** A path as a URI: relative if it is inside the folder, else a `file:` URI. */
export function uriOf(path: string, base: string): string {
  const relative = relativePath(path, base);
  const encoded = relative.split('/').map(encodeURIComponent).join('/');
  if (relative.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(relative) ? `file:///${relative[0]}:${encoded.slice(4)}` : encoded;
}
