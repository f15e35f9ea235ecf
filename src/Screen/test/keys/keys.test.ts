import { describe, expect, it } from 'vitest';
import { actOf } from '../../src/keys/keys';

describe('keys', () => {
  const press = (key: string, target: Element = document.body, some: KeyboardEventInit = {}): boolean => {
    let isTaken = false;
    const hear = (event: Event): void => {
      isTaken = actOf(event as KeyboardEvent, true, true) !== null;
    };
    document.body.append(target);
    target.addEventListener('keydown', hear);
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...some }));
    target.removeEventListener('keydown', hear);
    return isTaken;
  };

  it.each(['/', 'j', 'G', 's', '1', '6', 't', 'A', 'p', '?', 'End', 'Escape', 'ArrowLeft'])('%s means something', key => expect(press(key, document.createElement('div'))).toBe(true));

  it('belong to the field that is written in, and to the browser with its own keys', () => {
    expect(press('j', document.createElement('input'))).toBe(false);
    expect(press('s', document.createElement('div'), { ctrlKey: true })).toBe(false);
    expect(press('7', document.createElement('div'))).toBe(false);
  });

  it('that are letters can be switched off, the others stay', () => {
    const event = (key: string): KeyboardEvent => ({ key, target: document.body, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false }) as unknown as KeyboardEvent;
    expect([actOf(event('j'), false, true), actOf(event('End'), false, true) !== null, actOf(event('g'), true, false), actOf(event('p'), true, false) !== null]).toEqual([null, true, null, true]);
  });
});
