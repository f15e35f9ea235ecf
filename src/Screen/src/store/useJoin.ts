import { useEffect, useMemo } from 'preact/hooks';
import { createJoin, type Join, type JoinOptions } from './join';
import { useServices } from './services';

/**
 * A snapshot of a component's own, joined with the stream while the component is there; another name begins anew.
 * Where no event tells what changes, it is read again every so many milliseconds while the page is looked at.
 */
export function useJoin<T>(name: string, options: () => JoinOptions<T>, everyMs = 0): Join<T> {
  const { stream, isAwake } = useServices();
  // Heard before the first answer is there: what comes meanwhile must not be lost.
  const { join, leave } = useMemo(() => {
    const made = createJoin(options());
    return { join: made, leave: stream.on(made.hear) };
  }, [name]);
  useEffect(() => {
    const refresh = (): void => {
      if (isAwake()) {
        join.refresh();
      }
    };

    const timer = everyMs > 0 ? setInterval(refresh, everyMs) : undefined;
    return () => {
      clearInterval(timer);
      leave();
      join.stop();
    };
  }, [join]);
  return join;
}
