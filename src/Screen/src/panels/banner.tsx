import { moment, span, zoneOf } from '../format/time';
import { settings } from '../settings/settings';
import { useServices } from '../store/services';
import { texts } from '../texts';
import { isLiveMoney } from './execution';

/** What must not be overlooked: the service is not heard, clocks differ, money is live. */
export function Banners() {
  const { freshness, stream, tables, clock } = useServices();
  const { level, seconds, retryIn, skewMs } = freshness.value;
  return (
    <>
      {isLiveMoney(tables.status.value.value) && (
        <p class="live-money" role="alert">
          {texts.liveMoney}
        </p>
      )}
      {level === 'offline' && (
        <p class="banner" role="alert">
          {texts.link.banner(seconds, retryIn)}{' '}
          <button type="button" onClick={stream.retry}>
            {texts.link.retry}
          </button>
        </p>
      )}
      {stream.isHeld.value && (
        <p class="banner mild">
          {texts.held(moment(clock.second.value, zoneOf(settings.value.zone)))}{' '}
          <button type="button" onClick={() => stream.hold(false)}>
            {texts.goOn}
          </button>
        </p>
      )}
      {skewMs !== null && <p class="banner mild">{texts.link.skew(span(Math.abs(skewMs)), skewMs > 0)}</p>}
    </>
  );
}
