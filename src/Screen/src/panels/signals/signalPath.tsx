import { clock, zoneOf, unixMs } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { settings } from '../../settings/settings';
import { part } from '../../source/http';
import type { SignalLife } from '../../source/moreViews';
import { useServices } from '../../store/services';
import { useJoin } from '../../store/useJoin';
import { Panel, stateOf } from '../frame';

const words = pageTexts.signals;

/** The way of one signal, step by step with its times, from the bar to the end of its position. */
export function SignalPath({ id }: { id: string }) {
  const { http } = useServices();
  const life = useJoin<SignalLife>(id, () => ({ load: stop => http.get(`signals/${part(id)}`, {}, stop), apply: value => value }), 5_000);
  const zone = zoneOf(settings.value.zone);
  const state = stateOf(life.value.value, life.problem.value, life.reload, found => (found.steps.length === 0 ? words.noSteps : null));
  return (
    <Panel title={words.pathOf(id)} name="signal-path" state={state} rows={3}>
      <ol class="path">
        {life.value.value?.steps.map((step, place) => (
          <li key={place} class={step.rule === null ? '' : 'bad'}>
            <b>{words.steps[step.kind] ?? step.kind}</b>{' '}
            <time dateTime={step.at} title={step.at}>
              {clock(unixMs(step.at), zone)}
            </time>{' '}
            {step.afterSeconds !== null && <span class="dim">{words.after(step.afterSeconds)}</span>} <span>{step.words}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
