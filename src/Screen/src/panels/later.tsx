import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../source/problem';
import { texts } from '../texts';
import { Failure } from './frame';

/** What is loaded when it is looked at first: few look at it, and all the others need not wait for it. */
export function Later({ load }: { load: () => Promise<ComponentType> }) {
  const [View, setView] = useState<ComponentType | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const begin = (): void => {
    setProblem(null);
    load().then(view => setView(() => view), error => setProblem(asProblem(error)));
  };
  useEffect(begin, []);
  return View !== null ? <View /> : problem !== null ? <Failure problem={problem} retry={begin} /> : <p class="note" aria-busy="true">{texts.panel.loading}</p>;
}
