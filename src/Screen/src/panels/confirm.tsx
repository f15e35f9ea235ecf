import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { asProblem, type Problem } from '../source/problem';
import { texts } from '../texts';
import { Dialog } from './dialog';

/** A change that somebody has to mean. */
export interface Change {
  readonly title: string;
  /** What will happen. */
  readonly body: string;
  /** Words on the button. */
  readonly act: string;
  /** What has to be typed, where money is live; null otherwise. */
  readonly typed: string | null;
  /** Done when the executor has confirmed it, not when the call has returned. */
  run(): Promise<void>;
}

const asked = signal<Change | null>(null);

/** Asks whether a change is meant, and makes it. */
export function confirmChange(change: Change): void {
  asked.value = change;
}

/** The dialog, while there is something to ask. */
export function ConfirmDialog() {
  return asked.value === null ? null : <Ask key={asked.value.title} change={asked.value} />;
}

function Ask({ change }: { change: Change }) {
  const [typed, setTyped] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const close = (): void => {
    asked.value = null;
  };

  const run = async (event: Event): Promise<void> => {
    event.preventDefault();
    // A double click is one change.
    if (isRunning) {
      return;
    }

    setRunning(true);
    setProblem(null);
    try {
      await change.run();
      close();
    } catch (error) {
      setProblem(asProblem(error));
      setRunning(false);
    }
  };

  const isMeant = change.typed === null || typed === change.typed;
  return (
    <Dialog title={change.title} close={close}>
      <form onSubmit={run}>
        <p>{change.body}</p>
        {change.typed !== null && (
          <label>
            {texts.confirm.typeSymbol(change.typed)}
            <input autoComplete="off" value={typed} onInput={event => setTyped(event.currentTarget.value.toUpperCase())} />
          </label>
        )}
        {problem !== null && (
          <p class="failure" role="alert">
            <strong>{problem.title}</strong> {problem.detail}
          </p>
        )}
        <footer>
          <button type="button" onClick={close}>
            {texts.confirm.cancel}
          </button>
          <button type="submit" class="act" disabled={!isMeant || isRunning}>
            {isRunning ? texts.confirm.waiting : change.act}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
