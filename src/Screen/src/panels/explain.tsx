import { useSignal, useSignalEffect } from '@preact/signals';
import { useMemo, useEffect, useState } from 'preact/hooks';
import { lengthOf } from '../chart/timeframes';
import { score, share } from '../format/numbers';
import { clock, span, unixMs, zoneOf } from '../format/time';
import { adjust } from '../route/route';
import { settings } from '../settings/settings';
import { part } from '../source/http';
import type { Explanation, SignalRecord } from '../source/views';
import { createJoin } from '../store/join';
import { useServices, type Services } from '../store/services';
import { texts } from '../texts';
import { phasesOf, textOf, type Phase } from './explained';
import { Panel, stateOf } from './frame';

const words = texts.explain;

// The strategy's bars; told by the distance of two evaluations where it is another.
const usualBarMs = lengthOf('5m');

/** Why the latest bar, or the one at a moment, gave a signal or none. */
export function ExplainPanel({ symbol, at }: { symbol: string; at: number | null }) {
  const services = useServices();
  const join = useMemo(() => createJoin<Explanation>({
    load: stop => services.http.get(`symbols/${part(symbol)}/explain`, { at: at ?? undefined }, stop),
    apply: value => value,
  }), [symbol, at, services]);
  useEffect(() => join.stop, [join]);
  useRereading(services, symbol, at, join.refresh);
  const value = join.value.value;
  const zone = zoneOf(settings.value.zone);
  const record = services.tables.signals.value.value?.find(one => one.signal.baseSymbol === symbol && one.signal.barCloseUnixMs === value?.barCloseUnixMs);
  return (
    <Panel
      title={value === undefined ? words.why.none : titleOf(value)}
      name="explain"
      state={stateOf(value, join.problem.value, join.reload, () => null)}
      rows={8}
      head={
        <span class="dim">
          {symbol} {value !== undefined && words.bar(clock(value.barCloseUnixMs, zone))} {at === null && <Next barClose={value?.barCloseUnixMs} />}
        </span>
      }
    >
      {value !== undefined && (
        <>
          <ol class="phases">
            {phasesOf(value).map(phase => (
              <PhaseItem key={phase.number} phase={phase} />
            ))}
          </ol>
          <Evidence symbol={symbol} value={value} record={record} />
          <Steps value={value} at={at} />
        </>
      )}
    </Panel>
  );
}

function titleOf({ decision }: Explanation): string {
  return decision === 'LONG' || decision === 'SHORT' || decision === 'CLOSE' ? words.why.signal : decision === 'HOLD' ? words.why.hold : words.why.none;
}

// Anew with each evaluation that the table of symbols tells of; a bar of the past does not change.
function useRereading({ tables }: Services, symbol: string, at: number | null, refresh: () => void): void {
  const seen = useSignal<string | null>(null);
  useSignalEffect(() => {
    const evaluated = tables.symbols.rows.value?.get(symbol)?.value.evaluatedAt ?? null;
    if (at === null && evaluated !== seen.peek()) {
      seen.value = evaluated;
      refresh();
    }
  });
}

function Next({ barClose }: { barClose: number | undefined }) {
  const { clock: market } = useServices();
  const now = market.second.value;
  if (barClose === undefined || now === null) {
    return null;
  }

  const rest = usualBarMs - ((now - barClose) % usualBarMs);
  return <>· {words.next(span(Math.min(rest, usualBarMs)))}</>;
}

function PhaseItem({ phase }: { phase: Phase }) {
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const shown = isOpen ?? phase.verdict === 'stops';
  const glyph = phase.verdict === 'passed' ? '✓' : phase.verdict === 'stops' ? '✕' : '–';
  return (
    <li class={`phase ${phase.verdict}`}>
      <button type="button" aria-expanded={shown} onClick={() => setOpen(!shown)}>
        <b>
          {glyph} {words.phases[phase.number]}
        </b>
        {phase.verdict === 'stops' && <em> {words.stops}</em>}
        <span class="summary">{phase.summary}</span>
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
                {step.share !== null && <meter min={0} max={1} value={step.share} />}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

function Evidence({ symbol, value, record }: { symbol: string; value: Explanation; record: SignalRecord | undefined }) {
  const { tables, clock: market } = useServices();
  const figures = tables.figures.rows.value?.get(symbol)?.value;
  const newest = unixMs(tables.symbols.rows.value?.get(symbol)?.value.lastTradeAt);
  const now = market.second.value;
  return (
    <p class="evidence">
      {words.window(value.bars, value.profile)} · {words.certified(share(figures?.completeShare))}
      {figures?.openGaps != null && `, ${words.gaps(figures.openGaps)}`}
      {newest !== null && now !== null && ` · ${words.newest(span(Math.max(0, now - newest)))}`}
      <br />
      {words.verdict}: {record === undefined ? words.noVerdict : `${record.signal.action} ${score(record.signal.score)} – ${record.outcome}${record.detail === null ? '' : `, ${record.detail}`}`}
    </p>
  );
}

function Steps({ value, at }: { value: Explanation; at: number | null }) {
  const [isCopied, setCopied] = useState(false);
  const step = (bars: number): void => adjust({ bar: String(value.barCloseUnixMs + bars * usualBarMs) });
  return (
    <p class="steps">
      <button type="button" title={words.earlier} aria-label={words.earlier} onClick={() => step(-1)}>
        ◂
      </button>
      <button type="button" title={words.later} aria-label={words.later} disabled={at === null} onClick={() => step(1)}>
        ▸
      </button>
      <button type="button" disabled={at === null} onClick={() => adjust({ bar: '' })}>
        {words.now}
      </button>
      <button
        type="button"
        onClick={() => {
          void navigator.clipboard.writeText(textOf(value)).then(() => {
            setCopied(true);
            setTimeout(() => setCopied(false), 1_500);
          });
        }}
      >
        {isCopied ? words.copied : words.copy}
      </button>
    </p>
  );
}
