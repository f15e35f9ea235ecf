import { signal } from '@preact/signals';

const triesBeforePause = 3;
const pauseMs = 5_000;

/** What somebody is asked for. */
export interface KeyQuestion {
  /** Why the last key would not do; null at the first time. */
  readonly refusal: string | null;
  /** Until when, by the browser's monotonic clock, no answer is taken. */
  readonly waitUntil: number;
  answer(key: string | null): void;
}

/** The key to changes: in the memory of this tab, and nowhere else. */
export interface KeyRing {
  readonly question: { readonly value: KeyQuestion | null };
  readonly isHeld: { readonly value: boolean };
  current(): string | null;
  /** Asks; null when somebody would rather not. */
  ask(refusal: string | null): Promise<string | null>;
  forget(): void;
}

/** An empty ring. */
export function createKeyRing(now: () => number = () => performance.now()): KeyRing {
  let key: string | null = null;
  let refused = 0;
  let waitUntil = 0;
  const question = signal<KeyQuestion | null>(null);
  const isHeld = signal(false);
  const set = (next: string | null): void => {
    key = next;
    isHeld.value = next !== null;
  };

  return {
    question,
    isHeld,
    current: () => key,
    ask(refusal) {
      // A key that was sent and refused counts; being asked for the first time does not.
      if (key !== null && ++refused % triesBeforePause === 0) {
        waitUntil = now() + pauseMs;
      }

      set(null);
      return new Promise(resolve => {
        question.value = {
          refusal,
          waitUntil,
          answer(given) {
            if (given !== null && now() < waitUntil) {
              return;
            }

            question.value = null;
            set(given);
            resolve(given);
          },
        };
      });
    },
    forget() {
      refused = 0;
      set(null);
    },
  };
}
