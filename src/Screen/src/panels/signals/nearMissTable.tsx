import { fixed, score } from '../../format/numbers';
import { moment, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { formatRoute, go } from '../../route/route';
import { settings } from '../../settings/settings';
import type { NearMiss } from '../../source/moreViews';
import { RowTable, wordy } from '../rowTable';

const words = pageTexts.signals;

/** Evaluations that nearly were signals. */
export function NearMissTable({ rows }: { rows: readonly NearMiss[] }) {
  const zone = zoneOf(settings.value.zone);
  return (
    <RowTable
      label={words.near.title}
      heads={[words.columns.time, wordy(words.columns.symbol), words.columns.score, words.near.needed, words.near.short, wordy(words.near.setup), wordy(words.near.failure)]}
      items={rows}
      keyOf={miss => `${miss.symbol} ${miss.barCloseUnixMs}`}
      row={miss => {
        const query = { at: String(miss.barCloseUnixMs), bar: String(miss.barCloseUnixMs) };
        const time = moment(miss.barCloseUnixMs, zone);
        return (
          <tr
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
      }}
    />
  );
}
