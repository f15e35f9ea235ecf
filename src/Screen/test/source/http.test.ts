import { describe, expect, it } from 'vitest';
import { createHttp } from '../../src/source/http';
import { createKeyRing } from '../../src/source/key';
import type { Problem } from '../../src/source/problem';

const refusal = (status: number): Response => Response.json({ title: 'The call was refused', detail: 'X-Api-Key: send it', field: 'X-Api-Key', fix: 'send it' }, { status });

async function failureOf(call: Promise<unknown>): Promise<Problem> {
  return call.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: Problem) => error,
  );
}

describe('calls', () => {
  it('answer with the events that they include', async () => {
    const asked: string[] = [];
    const http = createHttp(createKeyRing(), async input => {
      asked.push(String(input));
      return Response.json([1], { headers: { 'X-SqueezeFlow-AsOf': '42' } });
    });

    expect(await http.get('signals', { symbol: 'BTC', limit: undefined })).toEqual({ value: [1], asOf: 42 });
    expect(asked).toEqual(['/api/v1/signals?symbol=BTC']);
  });

  it('fail in the words of the service', async () => {
    const http = createHttp(createKeyRing(), async () => refusal(403));
    expect(await failureOf(http.get('status'))).toMatchObject({ status: 403, title: 'The call was refused', field: 'X-Api-Key', fix: 'send it' });
  });

  it('show nothing of an answer that is not the service’s', async () => {
    const http = createHttp(createKeyRing(), async () => new Response('<script>alert(1)</script>', { status: 502 }));
    expect(await failureOf(http.get('status'))).toMatchObject({ status: 502, title: 'HTTP 502', detail: '' });
  });

  it('fail as such when no answer comes', async () => {
    const http = createHttp(createKeyRing(), async () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await failureOf(http.get('status'))).toMatchObject({ status: 0, title: 'The service does not answer' });
  });

  it('that change something say that they are meant, and carry a key once one is held', async () => {
    const keys = createKeyRing();
    const sent: RequestInit[] = [];
    const http = createHttp(keys, async (_, init) => {
      sent.push(init ?? {});
      return new Headers(init?.headers).get('X-Api-Key') === 'right' ? Response.json({}) : refusal(401);
    });

    const change = http.change('execution/pause');
    await new Promise(resolve => setTimeout(resolve));
    keys.question.value?.answer('right');
    await change;
    await http.change('execution/resume');

    const headers = sent.map(one => new Headers(one.headers));
    expect(headers.map(one => one.get('X-Api-Key'))).toEqual([null, 'right', 'right']);
    expect(headers.every(one => one.get('X-SqueezeFlow') === '1' && one.get('Content-Type') === 'application/json')).toBe(true);
    expect(sent[0]?.body).toBe('{}');
  });

  it('are given up when no key is given', async () => {
    const keys = createKeyRing();
    const http = createHttp(keys, async () => refusal(401));
    const change = failureOf(http.change('execution/pause'));
    await new Promise(resolve => setTimeout(resolve));
    keys.question.value?.answer(null);
    expect(await change).toMatchObject({ status: 401 });
  });
});

describe('the key', () => {
  it('that is wrong three times makes one wait', async () => {
    let now = 0;
    const keys = createKeyRing(() => now);
    void keys.ask(null);
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(keys.question.value?.waitUntil).toBe(0);
      keys.question.value?.answer(`wrong ${attempt}`);
      void keys.ask('refused');
    }

    keys.question.value?.answer('too soon');
    expect([keys.question.value?.waitUntil, keys.current()]).toEqual([5_000, null]);
    now = 5_000;
    keys.question.value?.answer('right');
    expect(keys.current()).toBe('right');
  });

  it('is kept nowhere, and forgotten on request', () => {
    const keys = createKeyRing();
    void keys.ask(null);
    keys.question.value?.answer('a secret');
    expect(JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + location.href).not.toContain('a secret');
    keys.forget();
    expect([keys.current(), keys.isHeld.value]).toEqual([null, false]);
  });
});
