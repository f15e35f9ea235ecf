import { texts } from '../texts';
import { Dialog } from './dialog';

/** Every key and what it does. */
export function KeysDialog({ close }: { close: () => void }) {
  return (
    <Dialog title={texts.keys.title} close={close}>
      <dl class="keys">
        {texts.keys.list.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
