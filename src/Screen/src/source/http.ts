import type { KeyRing } from './key';
import { problem, readProblem } from './problem';

/** An answer, and the number of the last event that it includes. */
export interface Answer<T> {
  readonly value: T;
  readonly asOf: number;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

/** The service over HTTP. Everything that fails is thrown as a problem. */
export interface Http {
  get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer<T>>;
  /** Changes something; asks for the key when the service does. */
  change<T>(path: string, body?: object): Promise<T>;
}

const root = '/api/v1/';
const timeoutMs = 15_000;

/** A client of the service that this page came from. */
export function createHttp(keys: KeyRing, send: typeof fetch = (input, init) => fetch(input, init)): Http {
  const call = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      return await send(root + path, { cache: 'no-store', credentials: 'same-origin', ...init });
    } catch (error) {
      if (init.signal?.aborted && (error as Error).name === 'AbortError') {
        throw error;
      }

      throw problem(0, 'The service does not answer', error instanceof Error ? error.message : String(error));
    }
  };

  return {
    async get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer<T>> {
      const limit = AbortSignal.timeout(timeoutMs);
      const response = await call(path + textOf(query), { signal: signal ? AbortSignal.any([signal, limit]) : limit });
      if (!response.ok) {
        throw await readProblem(response);
      }

      const asOf = Number(response.headers.get('X-SqueezeFlow-AsOf') ?? 0);
      return { value: (await response.json()) as T, asOf };
    },

    async change<T>(path: string, body: object = {}): Promise<T> {
      while (true) {
        const key = keys.current();
        const response = await call(path, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-SqueezeFlow': '1', ...(key === null ? {} : { 'X-Api-Key': key }) },
          body: JSON.stringify(body),
        });
        if (response.ok) {
          return (await response.json()) as T;
        }

        const refusal = await readProblem(response);
        if (response.status !== 401 || (await keys.ask(key === null ? null : refusal.title)) === null) {
          throw refusal;
        }
      }
    },
  };
}

/** A part of a path, fit for an address. */
export function part(name: string): string {
  return encodeURIComponent(name);
}

function textOf(query: Query): string {
  const given = Object.entries(query).filter((pair): pair is [string, string | number] => pair[1] !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text && '?' + text;
}
