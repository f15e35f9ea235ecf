import { placeAt } from './marksOf';
import type { Place } from './plot';
import type { InterestPoint } from './series';

/** Readings of open interest at places of the plot, the latest of each: places of their own would move those of the other series. */
export function onPlaces(places: readonly Place[], readings: readonly InterestPoint[]): InterestPoint[] {
  const latest = new Map<number, InterestPoint>();
  for (const reading of readings) {
    const place = places[placeAt(places, reading.time)];
    if (place !== undefined) {
      latest.set(place.time, { time: place.time, usd: reading.usd });
    }
  }

  return [...latest.values()].sort((a, b) => a.time - b.time);
}
