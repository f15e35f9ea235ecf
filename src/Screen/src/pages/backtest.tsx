import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Failure } from '../panels/frame';
import { asProblem, type Problem } from '../source/problem';
import { texts } from '../texts';

/** Opens reports of back-tests. What shows them is loaded with the page: few look at it, and all the others need not wait for it. */
export function BacktestPage() {
  const [View, setView] = useState<ComponentType | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = (): void => {
    setProblem(null);
    import('../report/view/openReport').then(({ OpenReport }) => setView(() => OpenReport), error => setProblem(asProblem(error)));
  };
  useEffect(load, []);
  return View !== null ? <View /> : problem !== null ? <Failure problem={problem} retry={load} /> : <p class="note" aria-busy="true">{texts.panel.loading}</p>;
}
