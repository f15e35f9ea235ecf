import { useState } from 'preact/hooks';
import { isZone } from '../format/time';
import { change, settings, type ViewSettings } from '../settings/settings';
import { texts } from '../texts';
import { Dialog } from './dialog';

const words = texts.settings;

/** How somebody likes to look at it. */
export function SettingsDialog({ close }: { close: () => void }) {
  const { theme, palette, letterKeys } = settings.value;
  return (
    <Dialog title={words.title} close={close}>
      <Choice label={words.theme} value={theme} names={words.themes} choose={value => change({ theme: value as ViewSettings['theme'] })} />
      <Choice label={words.palette} value={palette} names={words.palettes} choose={value => change({ palette: value as ViewSettings['palette'] })} />
      <Zone />
      <label class="check">
        <input type="checkbox" checked={letterKeys} onChange={event => change({ letterKeys: event.currentTarget.checked })} /> {words.letters}
      </label>
      <p class="note">{words.note}</p>
    </Dialog>
  );
}

function Zone() {
  const { zone } = settings.value;
  const isNamed = zone !== 'UTC' && zone !== 'local';
  const [other, setOther] = useState(isNamed ? zone : '');
  const [isOther, setIsOther] = useState(isNamed);
  const isBad = isOther && other !== '' && !isZone(other);
  return (
    <>
      <Choice
        label={words.zone}
        value={isOther ? 'other' : zone}
        names={words.zones}
        choose={value => {
          setIsOther(value === 'other');
          if (value !== 'other') {
            change({ zone: value });
          }
        }}
      />
      {isOther && (
        <label>
          {words.zones.other}
          <input
            value={other}
            list="zones"
            aria-invalid={isBad}
            onInput={event => {
              const name = event.currentTarget.value.trim();
              setOther(name);
              if (name !== '' && isZone(name)) {
                change({ zone: name });
              }
            }}
          />
          <datalist id="zones">
            {Intl.supportedValuesOf('timeZone').map(name => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </label>
      )}
      {isBad && <p class="failure">{words.zoneProblem(other)}</p>}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly names: Readonly<Record<string, string>>;
  readonly choose: (value: string) => void;
}

function Choice({ label, value, names, choose }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={event => choose(event.currentTarget.value)}>
        {Object.entries(names).map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
