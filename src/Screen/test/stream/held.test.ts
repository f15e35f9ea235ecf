import { describe, expect, it } from 'vitest';
import { createStream, type Channel } from '../../src/stream/stream';

describe('a stream that is held', () => {
  it('tells only who always listens, and has the others read anew afterwards', () => {
    const channel: Channel = { send: () => {}, onMessage: () => {} };
    const stream = createStream(channel);
    const heard: string[] = [];
    stream.on(event => heard.push(`shown ${event.kind}`));
    stream.on(event => heard.push(`always ${event.kind}`), true);
    const tell = (kind: string): void => channel.onMessage({ type: 'events', events: [{ id: 1, kind, data: null }] });

    tell('sym');
    stream.hold(true);
    tell('gap');
    stream.hold(false);
    tell('bar');

    expect(heard).toEqual(['shown sym', 'always sym', 'always gap', 'shown resync', 'shown bar', 'always bar']);
  });
});
