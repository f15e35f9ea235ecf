import { signal } from '@preact/signals';
import { AboutDialog } from './about';
import { ConfirmDialog } from './confirm';
import { KeyDialog } from './keyDialog';
import { KeysDialog } from './keysDialog';
import { SettingsDialog } from './settingsDialog';

/** Dialogs that somebody opens by hand. */
export type DialogName = 'settings' | 'about' | 'keys';

const opened = signal<DialogName | null>(null);

/** Opens one. */
export function openDialog(name: DialogName): void {
  opened.value = name;
}

/** All dialogs: whichever is open. */
export function Dialogs() {
  const close = (): void => {
    opened.value = null;
  };

  return (
    <>
      {opened.value === 'settings' && <SettingsDialog close={close} />}
      {opened.value === 'about' && <AboutDialog close={close} />}
      {opened.value === 'keys' && <KeysDialog close={close} />}
      <ConfirmDialog />
      <KeyDialog />
    </>
  );
}
