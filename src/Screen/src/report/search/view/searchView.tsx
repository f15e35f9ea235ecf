import { zoneOf } from '../../../format/time';
import { settings } from '../../../settings/settings';
import { reportTexts } from '../../../texts/report';
import { searchTexts } from '../../../texts/search';
import { DistributionView } from '../../view/distributionView';
import { MonthsTable } from '../../view/monthsTable';
import { PairsTable } from '../../view/tables';
import type { SearchFile } from '../model/file';
import { AccountView } from './accountView';
import { EvidenceTable } from './evidence';
import { HeatPicture } from './heatPicture';
import { ScatterPicture } from './scatterPicture';
import { AccountTrades, FoldsTable, InputsTable, RankingTable } from './tables';
import { Verdict } from './verdict';

/** A report of a search or of a walk-forward: the verdict first, then what it rests on. */
export function SearchView({ file }: { file: SearchFile }) {
  const { result, accounts, settings: asked, title, program } = file;
  const found = accounts[0];
  return (
    <article class="report" aria-label={title}>
      <header class="page-bar">
        <h1>{title}</h1>
        <span class="dim">
          {reportTexts.product(program)} · {reportTexts.zone(zoneOf(settings.value.zone))}
        </span>
      </header>
      <Verdict verdict={result.verdict} />
      {result.notes.map(note => (
        <p key={note} class="report-note">
          {note}
        </p>
      ))}
      {result.folds && <FoldsTable folds={result.folds} />}
      <EvidenceTable result={result} />
      <AccountView file={file} />
      <ScatterPicture file={file} />
      <HeatPicture file={file} />
      {result.ranking && <RankingTable ranking={result.ranking} base={result.base} />}
      {found && <MonthsTable months={found.months} />}
      {found && <DistributionView distribution={found.distribution} />}
      {found && <AccountTrades account={found} result={result} />}
      <InputsTable inputs={result.inputs} />
      <PairsTable title={searchTexts.search} pairs={Object.entries(result.search).map(([name, value]) => [name.replaceAll('_', ' '), value] as const)} />
      <PairsTable title={searchTexts.settings} pairs={asked} />
    </article>
  );
}
