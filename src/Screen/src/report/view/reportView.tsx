import { useMemo } from 'preact/hooks';
import { zoneOf } from '../../format/time';
import { settings } from '../../settings/settings';
import { ServicesContext } from '../../store/services';
import { createFileServices } from '../model/fileServices';
import type { ReportFile } from '../model/file';
import { ofSymbol, shownSymbol } from '../model/symbols';
import { reportTexts } from '../../texts/report';
import { AccountView } from './accountView';
import { ChartView } from './chartView';
import { DistributionView } from './distributionView';
import { MonthsTable } from './monthsTable';
import { Summary } from './summary';
import { SymbolBar } from './symbolBar';
import { SymbolsTable } from './symbolsTable';
import { DataTable, ExitsTable, OpenPositionsTable, PairsTable, RefusedTable } from './tables';
import { TradeTable } from './tradeTable';

/** A report of a back-test, drawn by the components of the live screen. */
export function ReportView({ file }: { file: ReportFile }) {
  const shown = shownSymbol(file);
  const services = useMemo(() => createFileServices(ofSymbol(file, shown)), [file, shown]);
  const { result } = file;
  return (
    <ServicesContext.Provider value={services}>
      <article class="report" aria-label={file.title}>
        <header class="page-bar">
          <h1>{file.title}</h1>
          <span class="dim">
            {reportTexts.product(file.program)} · {reportTexts.zone(zoneOf(settings.value.zone))}
          </span>
        </header>
        {result.notes.map(note => (
          <p key={note} class="report-note">
            {note}
          </p>
        ))}
        <Summary result={result} />
        <SymbolsTable symbols={result.symbols} />
        <SymbolBar file={file} shown={shown} />
        <ChartView key={shown} symbol={shown} />
        <AccountView file={file} />
        <MonthsTable months={result.months ?? []} />
        <DistributionView distribution={result.distribution} />
        <TradeTable file={file} />
        <OpenPositionsTable file={file} />
        <ExitsTable file={file} />
        <RefusedTable file={file} />
        <DataTable file={file} />
        <PairsTable title={reportTexts.parameters} pairs={file.parameters} />
        <PairsTable title={reportTexts.assumptions} pairs={Object.entries(result.assumptions).map(([name, words]) => [name.replaceAll('_', ' '), words] as const)} />
        <PairsTable title={reportTexts.words} pairs={file.facts} />
      </article>
    </ServicesContext.Provider>
  );
}
