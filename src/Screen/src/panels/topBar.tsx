import { clock, span, zoneOf } from '../format/time';
import { groupBy } from '../format/group';
import { fixed, isKnown, unknown } from '../format/numbers';
import { pages } from '../pages/table';
import { route } from '../route/route';
import { change, settings } from '../settings/settings';
import type { FeedView, StatusView } from '../source/views';
import { useServices } from '../store/services';
import { lagOf, verdictOf } from '../store/venues';
import { texts } from '../texts';
import { askPause, moneyOf } from './execution';
import { openDialog } from './dialogs';

/** Is it alive, and may it be believed? */
export function TopBar() {
  const { freshness, hello } = useServices();
  const isGuideClosed = settings.value.guideClosed;
  return (
    <header class="top">
      <a class="brand" href="#/flow">
        {texts.product}
      </a>
      <LinkPill />
      <nav aria-label={texts.product}>
        {pages.map(page => (
          <a key={page.name} href={`#/${page.name}`} aria-current={route.value.page === page.name ? 'page' : undefined}>
            {page.title}
          </a>
        ))}
      </nav>
      <div class="figures" aria-label={texts.top.label} data-level={freshness.value.level}>
        <Figures />
        <MarketTime />
      </div>
      <div class="actions">
        {hello.value?.mode === 'demo' && (
          <button type="button" class="plain" aria-pressed={!isGuideClosed} onClick={() => change({ guideClosed: !isGuideClosed })}>
            {texts.top.guide}
          </button>
        )}
        <HoldButton />
        <button type="button" class="plain" title={texts.keys.title} aria-label={texts.keys.title} onClick={() => openDialog('keys')}>
          ?
        </button>
        <button type="button" class="plain" onClick={() => openDialog('settings')}>
          {texts.top.settings}
        </button>
        <button type="button" class="plain" onClick={() => openDialog('about')}>
          {texts.top.about}
        </button>
        <PauseButton />
      </div>
    </header>
  );
}

function LinkPill() {
  const { level, seconds } = useServices().freshness.value;
  const words = texts.link;
  const text = level === 'stale' ? words.stale(seconds) : words[level];
  return (
    <span class={`pill ${level}`}>
      <i aria-hidden="true">{level === 'live' ? '●' : level === 'stale' ? '◐' : '○'}</i> {text}
    </span>
  );
}

function Figures() {
  const { tables, freshness } = useServices();
  const status = tables.status.value.value;
  const feeds = tables.feeds.value.value;
  const words = texts.top;
  const isOffline = freshness.value.level === 'offline';
  const number = (value: number | null | undefined): string => (isOffline ? unknown : fixed(value));
  const gaps = tables.openGaps.value;
  return (
    <>
      <a href="#/feeds">
        {words.venues} <b>{feeds && !isOffline ? venuesText(feeds) : unknown}</b>
      </a>
      <a href="#/feeds">
        {words.tradesPerSecond} <b>{number(status?.tradesPerSecond)}</b>
      </a>
      <a href="#/feeds" title={words.ageHint}>
        {words.age} <b>{isOffline ? unknown : span(lagOf(feeds ?? []))}</b>
      </a>
      <a href="#/gaps" title={words.gapsHint}>
        {words.gaps} <b class={isKnown(gaps) && gaps > 0 && !isOffline ? 'warning' : ''}>{number(gaps)}</b>
      </a>
      <a href="#/positions">
        {words.execution} <b>{status ? executionText(status) : unknown}</b>
      </a>
    </>
  );
}

function MarketTime() {
  const { clock: market, hello } = useServices();
  const zone = zoneOf(settings.value.zone);
  const speed = hello.value?.speed;
  return (
    <button type="button" class="plain time" title={texts.top.marketTime} onClick={() => openDialog('settings')}>
      {zone} <b>{clock(market.second.value, zone)}</b>
      {isKnown(speed) && speed !== 1 && <b class="dim"> {texts.top.speed(speed)}</b>}
    </button>
  );
}

function PauseButton() {
  const services = useServices();
  const status = services.tables.status.value.value;
  const isOff = status === undefined || services.freshness.value.level === 'offline';
  return (
    <button type="button" class="danger" disabled={isOff} onClick={() => askPause(services)}>
      {status?.executionPaused ? texts.top.resume : texts.top.pause} <kbd>P</kbd>
    </button>
  );
}

function HoldButton() {
  const { stream } = useServices();
  const isHeld = stream.isHeld.value;
  return (
    <button type="button" class="plain" title={texts.top.holdHint} aria-pressed={isHeld} onClick={() => stream.hold(!isHeld)}>
      {texts.top.hold}
    </button>
  );
}

function executionText(status: StatusView): string {
  return `${moneyOf(status)} · ${status.executionPaused ? texts.top.paused : texts.top.running}`;
}

/** How many venues are heard, by the service's own verdict. */
export function venuesText(feeds: readonly FeedView[]): string {
  const verdicts = [...groupBy(feeds, feed => feed.exchange).values()].map(verdictOf);
  const [live, late, closed] = (['live', 'late', 'closed'] as const).map(verdict => verdicts.filter(one => one === verdict).length) as [number, number, number];
  const words = texts.top;
  return [words.live(live), late > 0 ? words.late(late) : '', closed > 0 ? words.closed(closed) : ''].filter(text => text !== '').join(' · ');
}
