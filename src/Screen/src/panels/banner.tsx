import { span } from '../format/time';
import { useServices } from '../store/services';
import { texts } from '../texts';
import { isLiveMoney } from './execution';

/** What must not be overlooked: the service is not heard, clocks differ, money is live. */
export function Banners() {
  const { freshness, stream, tables } = useServices();
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
      {skewMs !== null && <p class="banner mild">{texts.link.skew(span(Math.abs(skewMs)), skewMs > 0)}</p>}
    </>
  );
}
