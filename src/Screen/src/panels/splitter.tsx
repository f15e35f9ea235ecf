import { useEffect, useRef } from 'preact/hooks';
import { change, settings } from '../settings/settings';

interface SplitterProps {
  /** Of the place that is kept; the style sheet reads it as `--split-<name>`. */
  readonly name: string;
  readonly label: string;
  /** Which way the part grows that it sets the width of. */
  readonly way: 1 | -1;
  readonly least: number;
  readonly most: number;
}

const stepPx = 16;

/** A border that is moved with the pointer or with arrows, and put back with a double click or Home. Its place is kept. */
export function Splitter({ name, label, way, least, most }: SplitterProps) {
  const bar = useRef<HTMLDivElement>(null);
  const kept = settings.value.splits[name];
  const put = (width: number | undefined): void => {
    const { [name]: _, ...others } = settings.peek().splits;
    change({ splits: width === undefined ? others : { ...others, [name]: Math.round(Math.min(Math.max(width, least), most)) } });
  };
  const widthNow = (): number => {
    const part = way === 1 ? bar.current?.previousElementSibling : bar.current?.nextElementSibling;
    // What was set last may not have been drawn yet.
    return settings.peek().splits[name] ?? part?.getBoundingClientRect().width ?? least;
  };
  useEffect(() => {
    const style = bar.current?.parentElement?.style;
    if (kept === undefined) {
      style?.removeProperty(`--split-${name}`);
    } else {
      style?.setProperty(`--split-${name}`, `${kept}px`);
    }
  }, [name, kept]);
  return (
    <div
      ref={bar}
      class={`splitter of-${name}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={kept ?? least}
      tabIndex={0}
      onPointerDown={event => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        const [from, width] = [event.clientX, widthNow()];
        event.currentTarget.onpointermove = moved => put(width + way * (moved.clientX - from));
      }}
      onLostPointerCapture={event => {
        event.currentTarget.onpointermove = null;
      }}
      onDblClick={() => put(undefined)}
      onKeyDown={event => {
        const steps = event.key === 'ArrowRight' ? way : event.key === 'ArrowLeft' ? -way : 0;
        if (steps !== 0 || event.key === 'Home') {
          // The same keys move the crosshair elsewhere.
          event.stopPropagation();
          event.preventDefault();
          put(event.key === 'Home' ? undefined : widthNow() + steps * stepPx);
        }
      }}
    />
  );
}
