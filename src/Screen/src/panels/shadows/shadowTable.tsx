import { fixed, isKnown, percent, share } from '../../format/numbers';
import { moment, unixMs, zoneOf } from '../../format/time';
import { settings } from '../../settings/settings';
import type { ShadowView } from '../../source/shadowViews';
import { shadows as words } from '../../texts/shadows';
import { Profit } from '../positions/profit';
import { RowTable, wordy } from '../rowTable';

// What the service calls the live parameters, traded as the shadows are.
const live = 'live';
const shortHash = 12;

/** Shadows as they are ranked, the live parameters among them. */
export function ShadowTable({ rows }: { rows: readonly ShadowView[] }) {
  const zone = zoneOf(settings.value.zone);
  const { columns, hints } = words;
  const liveUsd = rows.find(row => row.name === live)?.equityUsd;
  return (
    <RowTable
      label={words.title}
      heads={[
        columns.rank, wordy(columns.name), { name: columns.equity, hint: hints.equity }, columns.gain, { name: columns.beside, hint: hints.beside }, { name: columns.agreement, hint: hints.agreement },
        columns.closed, columns.wins, columns.open, columns.fees, { name: columns.refused, hint: hints.refused }, columns.since, wordy(columns.hash),
      ]}
      items={rows}
      keyOf={row => row.name}
      row={row => (
        <tr>
          <td>{fixed(row.rank)}</td>
          <th scope="row" class="text">
            {row.name} {row.name === live && <span class="dim">{words.live}</span>}
          </th>
          <td>{fixed(row.equityUsd, 2)}</td>
          <td>{percent(row.returnPercent)}</td>
          <td>{row.name === live ? '' : <Profit usd={isKnown(row.equityUsd) && isKnown(liveUsd) ? row.equityUsd - liveUsd : null} />}</td>
          <td>{share(row.agreement)}</td>
          <td>{fixed(row.closed)}</td>
          <td>{fixed(row.wins)}</td>
          <td>{fixed(row.open)}</td>
          <td>{fixed(row.feesUsd, 2)}</td>
          <td>{fixed(row.refused)}</td>
          <td>{moment(unixMs(row.since), zone)}</td>
          <td class="text" title={row.parametersHash}>
            {row.parametersHash.slice(0, shortHash)}
          </td>
        </tr>
      )}
    />
  );
}
