import { useServices } from '../store/services';
import { texts } from '../texts';
import { Dialog } from './dialog';

/** Versions and licences. */
export function AboutDialog({ close }: { close: () => void }) {
  const { hello, keys } = useServices();
  const words = texts.about;
  return (
    <Dialog title={words.title} close={close}>
      <p>
        {words.version(hello.value?.version ?? '')} · {words.licence}
      </p>
      <p>
        {words.charts} · <a href={words.chartsLink} rel="noreferrer">{words.chartsName}</a>
      </p>
      <p>{words.preact}</p>
      <p class="links">
        <a href="/openapi/v1.json">{words.api}</a> <a href="/health">{words.health}</a> {hello.value?.dashboard && <a href="/dashboard">{words.dashboard}</a>}
      </p>
      {keys.isHeld.value && (
        <button type="button" onClick={keys.forget}>
          {texts.key.forget}
        </button>
      )}
    </Dialog>
  );
}
