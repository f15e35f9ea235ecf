import { demoTexts } from '../../demoTexts';
import { part } from '../../source/http';
import type { Services } from '../../store/services';
import { confirmChange } from '../confirm';

/** A venue that the demo simulates. */
export interface SimulatedVenue {
  readonly venue: string;
  /** Wall time until which it is cut off; null while it is there. */
  readonly awayUntil: string | null;
}

/** Seconds for which a venue is cut off, unless somebody chooses otherwise. */
export const usualSeconds = 10;

/** Other lengths that can be chosen. */
export const lengths = [usualSeconds, 40, 90] as const;

const words = demoTexts.cut;

/** Cuts a simulated venue off, once it is meant; the first one that is there, unless one is named. */
export async function askCut({ http, tables }: Services, seconds: number, name?: string): Promise<void> {
  const venue = name ?? (await http.get<readonly SimulatedVenue[]>('demo/venues')).value.find(one => one.awayUntil === null)?.venue;
  if (venue === undefined) {
    return;
  }

  confirmChange({
    title: words.askTitle(venue),
    body: words.askBody(venue, seconds),
    act: words.askAct,
    typed: null,
    async run() {
      await http.change(`demo/venues/${part(venue)}/cut?seconds=${seconds}`);
      tables.feeds.reload();
    },
  });
}
