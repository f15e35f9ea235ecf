import { useEffect, useState } from 'preact/hooks';
import type { KeyQuestion } from '../source/key';
import { useServices } from '../store/services';
import { texts } from '../texts';
import { Dialog } from './dialog';

/** Asks for the key, while a change waits for it. */
export function KeyDialog() {
  const question = useServices().keys.question.value;
  return question === null ? null : <Ask question={question} />;
}

function Ask({ question }: { question: KeyQuestion }) {
  const [key, setKey] = useState('');
  const [, setTick] = useState(0);
  const wait = Math.ceil((question.waitUntil - performance.now()) / 1_000);
  useEffect(() => {
    const id = setInterval(() => setTick(tick => tick + 1), 500);
    return () => clearInterval(id);
  }, []);
  return (
    <Dialog title={texts.key.title} close={() => question.answer(null)}>
      <form
        onSubmit={event => {
          event.preventDefault();
          question.answer(key);
        }}
      >
        <p>{texts.key.body}</p>
        {question.refusal !== null && (
          <p class="failure" role="alert">
            {question.refusal}
          </p>
        )}
        <label>
          {texts.key.label}
          <input type="password" autoComplete="off" value={key} onInput={event => setKey(event.currentTarget.value)} />
        </label>
        {wait > 0 && <p class="note">{texts.key.wait(wait)}</p>}
        <footer>
          <button type="button" onClick={() => question.answer(null)}>
            {texts.confirm.cancel}
          </button>
          <button type="submit" class="act" disabled={key === '' || wait > 0}>
            {texts.key.send}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
