import { useEffect, useRef } from 'preact/hooks';
import { demoTexts } from '../../demoTexts';
import { formatRoute } from '../../route/route';
import { change } from '../../settings/settings';
import { useServices } from '../../store/services';
import { askCut, usualSeconds } from './cutVenue';
import { reachedOf, stepNames, storyOf, type Reached, type StepName } from './steps';

const words = demoTexts.guide;
const everyMs = 2_000;

/** What a newcomer sees, as it comes about: each step with a sentence. */
export function Guide() {
  const services = useServices();
  const { tables, hello } = services;
  const reached = useRef(new Map<StepName, Reached>());
  const chosen = useRef<string | null>(null);
  const signals = tables.signals.value.value ?? [];
  const story = storyOf(signals, chosen.current);
  chosen.current = story?.signal.id ?? null;
  const symbols = [...(tables.symbols.rows.value?.values() ?? [])].map(row => row.value);
  const facts = { speed: hello.value?.speed ?? null, symbols, signals, positions: tables.positions.value.value ?? [] };
  for (const step of stepNames) {
    const before = stepNames[stepNames.indexOf(step) - 1];
    const now = before === undefined || reached.current.has(before) ? reachedOf(step, facts, story) : null;
    // What disagreed is told as it was when the signal came.
    if (now !== null && !(step === 'divergence' && reached.current.has('signal'))) {
      reached.current.set(step, now);
    }
  }

  // What it brought comes with no event: it is asked for until it is there.
  const isUntold = reached.current.has('close') && story?.result == null;
  useEffect(() => {
    const timer = isUntold ? setInterval(tables.signals.refresh, everyMs) : undefined;
    return () => clearInterval(timer);
  }, [isUntold]);
  const next = stepNames.find(step => !reached.current.has(step));
  return (
    <aside class="guide" aria-label={words.title}>
      <ol>
        {stepNames.map(step => (
          <Step key={step} name={step} reached={reached.current.get(step)} isNext={step === next} />
        ))}
      </ol>
      <p>
        <button type="button" onClick={() => void askCut(services, usualSeconds)}>
          {words.cut(usualSeconds)}
        </button>
        <span class="dim"> {words.cutNote}</span>
      </p>
      <button type="button" class="plain close" aria-label={words.hide} onClick={() => change({ guideClosed: true })}>
        ✕
      </button>
    </aside>
  );
}

function Step({ name, reached, isNext }: { name: StepName; reached: Reached | undefined; isNext: boolean }) {
  const step = words.steps[name];
  const place = reached?.place;
  return (
    <li class={reached ? 'reached' : isNext ? 'next' : 'later'} data-step={name} aria-current={isNext ? 'step' : undefined}>
      <b>
        <span aria-hidden="true">{reached ? '✓' : isNext ? '●' : '○'}</span> {step.name}
      </b>{' '}
      {reached?.sentence ?? step.wait}{' '}
      {place && <a href={formatRoute({ page: 'flow', path: [place.symbol], query: { at: place.at === null ? '' : String(place.at) } })}>{words.show}</a>}
    </li>
  );
}
