import { useSignal, useSignalEffect, type Signal } from '@preact/signals';
import { useMemo, useEffect, useState } from 'preact/hooks';
import { fixed, score, share } from '../format/numbers';
import { clock, span, unixMs, zoneOf } from '../format/time';
import { adjust } from '../route/route';
import { settings } from '../settings/settings';
import type { Problem } from '../source/problem';
import type { Explanation, SignalRecord } from '../source/views';
import { createJoin, type Join } from '../store/join';
import { useServices, type Services } from '../store/services';
import { texts } from '../texts';
import { executorsOf } from './executor';
import { textOf } from './explained';
import { Panel, stateOf, type PanelState } from './frame';
import { useFreshState } from './freshState';
import { PhaseItem, Phases } from './phases';

const words = texts.explain;

/** Why the latest bar, or the one at a moment, gave a signal or none. */
export function ExplainPanel({ symbol, at }: { symbol: string; at: number | null }) {
  const services = useServices();
  const join = useExplanation(services, symbol, at);
  const isCompared = useSignal(false);
  const value = join.value.value;
  const zone = zoneOf(settings.value.zone);
  const record = services.tables.signals.value.value?.find(one => one.signal.baseSymbol === symbol && one.signal.barCloseUnixMs === value?.barCloseUnixMs);
  return (
    <Panel
      title={value === undefined ? words.why.none : titleOf(value)}
      name="explain"
      state={useFreshState(beginningOf(symbol, value, join.problem.value) ?? stateOf(value, join.problem.value, join.reload, () => null))}
      rows={8}
      head={
        <span class="dim">
          {symbol} {value !== undefined && words.bar(clock(value.barCloseUnixMs, zone))} {at === null && <Next barClose={value?.barCloseUnixMs} />}
        </span>
      }
    >
      {value !== undefined && (
        <>
          {at !== null && isCompared.value ? <Compared services={services} value={value} /> : <Phases value={value} now={undefined} />}
          <Evidence symbol={symbol} value={value} record={record} />
          {at === null && <Executors symbol={symbol} barClose={value.barCloseUnixMs} />}
          <Steps value={value} at={at} isCompared={isCompared} />
        </>
      )}
    </Panel>
  );
}

// The latest one, or the one of a bar; kept up to date.
function useExplanation(services: Services, symbol: string, at: number | null): Join<Explanation> {
  const join = useMemo(() => createJoin<Explanation>({
    load: stop => services.source.explain(symbol, at, stop),
    apply: value => value,
  }), [symbol, at, services]);
  useEffect(() => join.stop, [join]);
  useRereading(services, symbol, at, join.refresh);
  return join;
}

// Too few bars are a beginning, and no bar at all is no failure.
function beginningOf(symbol: string, value: Explanation | undefined, problem: Problem | null): PanelState | null {
  if (value === undefined && problem?.status === 404) {
    return { kind: 'empty', why: words.empty(symbol) };
  }

  const step = value?.steps.find(one => one.phase === 0 && one.passed === false);
  const need = /\d+/.exec(step?.required ?? '')?.[0];
  return step && need !== undefined ? { kind: 'warm-up', have: Number(step.actual), need: Number(need) } : null;
}

// The bar that is looked at, and of each figure what it is now.
function Compared({ services, value }: { services: Services; value: Explanation }) {
  const now = useExplanation(services, value.symbol, null).value.value;
  return <Phases value={value} now={now} />;
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
  const { clock: market, source: { evaluatedMs } } = useServices();
  const now = market.second.value;
  if (barClose === undefined || now === null) {
    return null;
  }

  const rest = evaluatedMs - ((now - barClose) % evaluatedMs);
  return <>· {words.next(span(Math.min(rest, evaluatedMs)))}</>;
}

function Evidence({ symbol, value, record }: { symbol: string; value: Explanation; record: SignalRecord | undefined }) {
  const { source, tables, clock: market } = useServices();
  const figures = tables.figures.rows.value?.get(symbol)?.value;
  const newest = unixMs(tables.symbols.rows.value?.get(symbol)?.value.lastTradeAt);
  const now = market.second.value;
  return (
    <p class="evidence">
      {words.window(fixed(value.bars), value.profile)}
      {source.isLive && ` · ${words.certified(share(figures?.completeShare))}`}
      {source.isLive && figures?.openGaps != null && `, ${words.gaps(figures.openGaps)}`}
      {newest !== null && now !== null && ` · ${words.newest(span(Math.max(0, now - newest)))}`}
      <br />
      {words.verdict}: {record === undefined ? words.noVerdict : `${record.signal.action} ${score(record.signal.score)} – ${record.outcome}${record.detail === null ? '' : `, ${record.detail}`}`}
    </p>
  );
}

// Limits are those of now: of a bar of the past its signal tells what became of it.
function Executors({ symbol, barClose }: { symbol: string; barClose: number }) {
  const { tables, clock: market } = useServices();
  const now = market.second.value;
  const newest = unixMs(tables.symbols.rows.value?.get(symbol)?.value.lastTradeAt);
  const age = (then: number | null): number | null => (now === null || then === null ? null : Math.max(0, now - then));
  return (
    <ol class="phases">
      {executorsOf(tables.status.value.value?.accounts ?? [], {
        symbol, barAge: age(barClose), tradeAge: age(newest), positions: tables.positions.value.value ?? [], zone: zoneOf(settings.value.zone),
      }).map(phase => (
        <PhaseItem key={phase.title} phase={phase} />
      ))}
    </ol>
  );
}

function Steps({ value, at, isCompared }: { value: Explanation; at: number | null; isCompared: Signal<boolean> }) {
  const { source: { evaluatedMs } } = useServices();
  const [isCopied, setCopied] = useState(false);
  const step = (bars: number): void => adjust({ bar: String(value.barCloseUnixMs + bars * evaluatedMs) });
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
      <button type="button" disabled={at === null} aria-pressed={at !== null && isCompared.value} onClick={() => (isCompared.value = !isCompared.value)}>
        {words.compare}
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
