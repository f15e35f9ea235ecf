import { fixed, score } from '../../format/numbers';
import { moment, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { formatRoute, go } from '../../route/route';
import { settings } from '../../settings/settings';
import type { NearMiss } from '../../store/nearMisses';
import { More, useFirst } from '../more';
import { Scroll } from '../scroll';

const words = pageTexts.signals;

/** Evaluations that nearly were signals. */
export function NearMissTable({ rows }: { rows: readonly NearMiss[] }) {
  const { shown, rest, more } = useFirst(rows, 'near');
  const zone = zoneOf(settings.value.zone);
  return (
    <Scroll label={words.near.title}>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{words.columns.time}</th>
            <th scope="col" class="text">{words.columns.symbol}</th>
            <th scope="col">{words.columns.score}</th>
            <th scope="col">{words.near.needed}</th>
            <th scope="col">{words.near.short}</th>
            <th scope="col" class="text">{words.near.setup}</th>
            <th scope="col" class="text">{words.near.failure}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(miss => {
            const query = { at: String(miss.barCloseUnixMs) };
            const time = moment(miss.barCloseUnixMs, zone);
            return (
              <tr
                key={`${miss.symbol} ${miss.barCloseUnixMs}`}
                class="opens"
                onClick={event => {
                  if (!(event.target as Element).closest('a')) {
                    go('flow', [miss.symbol], query);
                  }
                }}
              >
                <td>
                  <a href={formatRoute({ page: 'flow', path: [miss.symbol], query })} aria-label={pageTexts.openChart(miss.symbol, time)}>
                    {time}
                  </a>
                </td>
                <td class="text">{miss.symbol}</td>
                <td>{fixed(miss.score, 2)}</td>
                <td>{score(miss.needed)}</td>
                <td>{fixed(miss.needed - miss.score, 2)}</td>
                <td class="text">{miss.setup}</td>
                <td class="text verdict">{miss.firstFailure ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <More rest={rest} more={more} />
    </Scroll>
  );
}
