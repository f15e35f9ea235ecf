import { problem } from '../../source/problem';
import type { Explanation } from '../../source/views';
import { reportTexts } from '../../texts/report';
import type { ReportExplanation, ReportFile } from './file';

/** Finds the evaluation of the bar that closed at a moment, the latest one for null. Throws where the report does not tell of it. */
export function explanationsOf({ result, explanations }: ReportFile): (at: number | null) => Explanation {
  const { texts, bars, evaluated } = explanations;
  const byClose = new Map(bars.map(bar => [bar.t * 1_000, bar]));
  const text = (place: number | undefined): string => texts[place ?? -1] ?? '';
  // The condition of a bar that was scored names the score that an entry needs.
  const needed = (bar: ReportExplanation): { scoreNeeded?: number } => {
    const step = bar.steps.find(([phase, name]) => phase === 4 && text(name) === 'score');
    const found = /[\d.]+/.exec(text(step?.[3]))?.[0];
    return found === undefined ? {} : { scoreNeeded: Number(found) };
  };
  const written = (bar: ReportExplanation): Explanation => ({
    ...needed(bar),
    symbol: result.market,
    barCloseUnixMs: bar.t * 1_000,
    profile: result.profile,
    bars: bar.bars,
    decision: text(bar.decision),
    score: bar.score,
    firstFailure: bar.failure === null ? null : text(bar.failure),
    steps: bar.steps.map(([phase = 0, name, actual, required, passed]) => ({
      phase, name: text(name), actual: text(actual), required: text(required), passed: passed === 1 ? true : passed === 0 ? false : null,
    })),
  });
  return at => {
    const found = at === null ? bars.at(-1) : byClose.get(at);
    if (found === undefined) {
      throw problem(0, reportTexts.notExplained, bars.length < evaluated ? reportTexts.someExplained(bars.length, evaluated) : reportTexts.allExplained(evaluated));
    }

    return written(found);
  };
}
