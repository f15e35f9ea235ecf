import { fixed } from '../format/numbers';
import type { Explanation, ExplanationStep } from '../source/views';
import { texts } from '../texts';
import { phaseOf } from './stops';

/** How far an evaluation came. */
export type PhaseVerdict = 'passed' | 'stops' | 'refuses' | 'not-reached';

/** A step of a phase. */
export interface PhaseStep extends ExplanationStep {
  /** The first condition that failed: the one that decided. */
  readonly isFirst: boolean;
  /** Part of the points that can be had, 0 to 1; null where it gives none. */
  readonly share: number | null;
}

/** One phase of an evaluation. */
export interface Phase {
  readonly number: number;
  /** Where its number does not say enough. */
  readonly title?: string;
  readonly verdict: PhaseVerdict;
  /** The deciding numbers on one line. */
  readonly summary: string;
  readonly steps: readonly PhaseStep[];
}

const numbers = [0, 1, 2, 3, 4, 5];

/** The phases in their order. What comes after the first condition that failed decided nothing, whatever it found. */
export function phasesOf(explanation: Explanation): Phase[] {
  // What holds an evaluation up names no phase: it comes before all of them.
  const stop = phaseOf(explanation.firstFailure) ?? (explanation.steps.some(step => step.phase === 0 && step.passed === false) ? 0 : null);
  const failure = explanation.firstFailure?.replace(/^phase \d: /, '') ?? null;
  return numbers
    .map(number => ({ number, steps: explanation.steps.filter(step => step.phase === number) }))
    .filter(({ number, steps }) => steps.length > 0 || number > 0)
    .map(({ number, steps }) => {
      const verdict: PhaseVerdict = stop === number ? 'stops' : stop !== null && number > stop ? 'not-reached' : steps.length === 0 ? 'not-reached' : 'passed';
      const first = verdict === 'stops' ? steps.findIndex(step => step.passed === false && failure?.startsWith(step.name) === true) : -1;
      return {
        number,
        verdict,
        summary: verdict === 'stops' ? (failure ?? '') : verdict === 'passed' ? summaryOf(steps) : number === 5 && steps.length === 0 ? texts.explain.noPosition : texts.explain.notReached,
        steps: steps.map((step, at) => ({ ...step, isFirst: at === first, share: shareOf(step) })),
      };
    });
}

/** The whole explanation as text, word for word as the console prints it. */
export function textOf({ symbol, barCloseUnixMs, bars, profile, decision, score, firstFailure, steps }: Explanation): string {
  const time = new Date(barCloseUnixMs).toISOString().slice(0, 19).replace('T', ' ');
  const rows = [
    ['phase', 'passed', 'condition', 'found'],
    ...steps.map(({ phase, passed, name, actual, required }) => [phase === 0 ? '-' : String(phase), passed === null ? '' : passed ? 'yes' : 'no', name, required === '' ? actual : `${actual}, needs ${required}`]),
  ];
  const width = (column: number): number => Math.max(...rows.map(row => row[column]?.length ?? 0));
  return [
    `${symbol}, bar closed ${time} UTC, ${fixed(bars)} bars, profile ${profile}`,
    `decision ${decision}, score ${fixed(score, 2)} of 10`,
    firstFailure === null ? 'every condition passed' : `first failure: ${firstFailure}`,
    '',
    ...(steps.length === 0 ? ['no condition was looked at'] : rows.map(([phase = '', passed = '', name = '', found = '']) => `${phase.padStart(width(0))}  ${passed.padEnd(width(1))}  ${name.padEnd(width(2))}  ${found}`.trimEnd())),
    '',
  ].join('\n');
}

function summaryOf(steps: readonly ExplanationStep[]): string {
  const checks = steps.filter(step => step.passed !== null);
  const told = checks.length > 0 ? checks : steps;
  const last = steps.at(-1);
  const [main] = told;
  return [main && `${main.actual} ${main.required}`.trim(), last !== undefined && last !== main ? last.actual : ''].filter(Boolean).join(' · ');
}

function shareOf(step: ExplanationStep): number | null {
  const points = Number(step.actual);
  return step.mostPoints !== undefined && Number.isFinite(points) ? Math.min(1, points / step.mostPoints) : null;
}
