import { readPackaged } from '@/utils/feed/packaged';

type Path = `/${string}.json`;

/** Reads files of our own package, each once; one that could not be read is read again when it is asked for. */
export function readOnce<T>(schema: { parse(raw: unknown): T }): (path: Path) => Promise<T> {
  const loaded = new Map<Path, Promise<T>>();
  return (path) => {
    let promise = loaded.get(path);
    if (!promise) {
      promise = readPackaged(path).then((raw) => schema.parse(raw));
      promise.catch(() => loaded.delete(path));
      loaded.set(path, promise);
    }
    return promise;
  };
}
