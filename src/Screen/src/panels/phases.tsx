import { useState } from 'preact/hooks';
import { unknown } from '../format/numbers';
import type { Explanation } from '../source/views';
import { texts } from '../texts';
import { phasesOf, type Phase } from './explained';

const words = texts.explain;

/** The phases of an evaluation in their order; where another is given, what of it is different. */
export function Phases({ value, now }: { value: Explanation; now: Explanation | undefined }) {
  const then = now && phasesOf(now);
  return (
    <ol class="phases">
      {phasesOf(value).map(phase => (
        <PhaseItem key={phase.number} phase={phase} then={then?.find(one => one.number === phase.number)} />
      ))}
    </ol>
  );
}

/** One of them, opened where it stops. */
export function PhaseItem({ phase, then }: { phase: Phase; then?: Phase | undefined }) {
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const shown = isOpen ?? phase.verdict === 'stops';
  const glyph = phase.verdict === 'passed' ? '✓' : phase.verdict === 'not-reached' ? '–' : '✕';
  return (
    <li class={`phase ${phase.verdict}`}>
      <button type="button" aria-expanded={shown} onClick={() => setOpen(!shown)}>
        <b>
          {glyph} {phase.title ?? words.phases[phase.number]}
        </b>
        {phase.verdict === 'stops' && <em> {words.stops}</em>}
        <span class="summary">{phase.summary}</span>
        {then && then.summary !== phase.summary && <span class="summary dim">{words.nowIs(then.summary)}</span>}
      </button>
      {shown && phase.verdict !== 'not-reached' && (
        <dl>
          {phase.steps.map((step, at) => (
            <div key={at} class={step.passed === false ? (step.isFirst ? 'stops' : 'failed') : ''}>
              <dt>
                {step.passed === null ? '' : step.passed ? '✓ ' : '✕ '}
                {step.name}
              </dt>
              <dd>
                {step.actual}
                {step.required !== '' && <i> {step.required}</i>}
                {then && <i class="now">{words.nowIs(then.steps.find(one => one.name === step.name)?.actual ?? unknown)}</i>}
                {step.share !== null && <meter min={0} max={1} value={step.share} />}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
