import type { ComponentChildren } from 'preact';
import type { Problem } from '../source/problem';
import { texts } from '../texts';

/** What a panel has to show. */
export type PanelState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty'; readonly why: string }
  | { readonly kind: 'error'; readonly problem: Problem; readonly retry: () => void }
  | { readonly kind: 'stale'; readonly age: string }
  | { readonly kind: 'warm-up'; readonly have: number; readonly need: number; readonly words?: string }
  | { readonly kind: 'ready' };

interface PanelProps {
  /** Its name, for those who do not see it too. */
  readonly title: string;
  readonly state: PanelState;
  /** What stands beside the title. */
  readonly head?: ComponentChildren;
  readonly name?: string;
  /** Rows of the skeleton. */
  readonly rows?: number;
  readonly children?: ComponentChildren;
}

/** A panel: what fails in it stays in it, and the rest of the page goes on. */
export function Panel({ title, state, head, name, rows = 4, children }: PanelProps) {
  return (
    <section class={`panel ${name ?? ''} is-${state.kind}`} aria-label={title} aria-busy={state.kind === 'loading'}>
      <header class="panel-head">
        <h2>{title}</h2>
        {head}
        {state.kind === 'stale' && <span class="tag warning">{texts.panel.stale(state.age)}</span>}
      </header>
      <Content state={state} rows={rows}>
        {children}
      </Content>
    </section>
  );
}

function Content({ state, rows, children }: { state: PanelState; rows: number; children: ComponentChildren }) {
  switch (state.kind) {
    case 'loading':
      return <Skeleton rows={rows} />;
    case 'empty':
      return <p class="note">{state.why}</p>;
    case 'error':
      return <Failure problem={state.problem} retry={state.retry} />;
    case 'warm-up':
      return (
        <>
          <p class="note warm-up">
            <progress value={state.have} max={state.need} /> {state.words ?? texts.panel.warmUp(state.have, state.need)}
          </p>
          {children}
        </>
      );
    default:
      return <>{children}</>;
  }
}

/** What failed, in the service's own words, and a way to try again. */
export function Failure({ problem, retry }: { problem: Problem; retry: () => void }) {
  return (
    <div class="failure" role="group" aria-label={problem.title}>
      <p>
        <strong>{problem.title}</strong>
        {problem.detail !== '' && <span> {problem.detail}</span>}
      </p>
      <button type="button" onClick={retry}>
        {texts.panel.retry}
      </button>
    </div>
  );
}

function Skeleton({ rows }: { rows: number }) {
  return (
    <div class="skeleton">
      <span class="unseen">{texts.panel.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="bone" />
      ))}
    </div>
  );
}

/** The state of a panel over something that is read: an error shows only where there is nothing older to show. */
export function stateOf<T>(value: T | undefined, problem: Problem | null, retry: () => void, whyEmpty: (value: T) => string | null): PanelState {
  if (value === undefined) {
    return problem === null ? { kind: 'loading' } : { kind: 'error', problem, retry };
  }

  const why = whyEmpty(value);
  return why === null ? { kind: 'ready' } : { kind: 'empty', why };
}
