import { signal } from '@preact/signals';

/** What is looked at: `#/flow/BTC?tf=5s` is page flow, path BTC, query tf=5s. */
export interface Route {
  readonly page: string;
  readonly path: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** Reads the part of an address after its #. Nothing is the first page. */
export function parseRoute(hash: string): Route {
  const [place = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [page = '', ...path] = place.split('/').filter(part => part !== '').map(decode);
  return { page: page || 'flow', path, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a route. */
export function formatRoute(route: Route): string {
  const place = [route.page, ...route.path].map(encodeURIComponent).join('/');
  const query = new URLSearchParams(Object.entries(route.query).filter(([, value]) => value !== '')).toString();
  return `#/${place}${query && '?' + query}`;
}

/** What is looked at now. */
export const route = signal<Route>(parseRoute(location.hash));

/** Follows the address. */
export function followAddress(): void {
  addEventListener('hashchange', () => (route.value = parseRoute(location.hash)));
}

/** Goes to a page, so that the browser's way back leads here. */
export function go(page: string, path: readonly string[] = [], query: Readonly<Record<string, string>> = {}): void {
  location.hash = formatRoute({ page, path, query });
}

/** Changes some of the query in place: no step of its own on the way back. An empty value takes one out. */
export function adjust(query: Readonly<Record<string, string>>): void {
  const next = { ...route.value, query: { ...route.value.query, ...query } };
  history.replaceState(null, '', formatRoute(next));
  route.value = parseRoute(location.hash);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
