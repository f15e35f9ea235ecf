import { render } from 'preact';
import { Failure } from '../panels/frame';
import { followAddress, parseRoute, route } from '../route/route';
import { keepSettings } from '../settings/settings';
import { asProblem } from '../source/problem';
import { CompareView } from './compare/compareView';
import { checkComparison, comparisonId } from './compare/comparison';
import { checkReport, dataId } from './model/read';
import { checkSearch, searchId } from './search/model/read';
import { SearchView } from './search/view/searchView';
import { ReportPage } from './view/reportPage';
import { ReportView } from './view/reportView';
import '../theme/base.css';
import '../theme/controls.css';
import '../theme/panels.css';
import '../theme/flow.css';
import '../theme/chart.css';
import '../theme/side.css';
import '../theme/pages.css';
import '../theme/figures.css';
import './report.css';
import './search/search.css';
import './page.css';

const root = document.getElementById('app');
if (location.hash === '') {
  route.value = parseRoute('#/backtest');
}

keepSettings(document.documentElement);
followAddress();
if (root !== null) {
  try {
    render(pageOf(), root);
  } catch (error) {
    render(<Failure problem={asProblem(error)} retry={() => location.reload()} />, root);
  }
}

// What the file is of is told by the name of the element with its data.
function pageOf() {
  const dataOf = (id: string): string | null => document.getElementById(id)?.textContent ?? null;
  const [search, comparison] = [dataOf(searchId), dataOf(comparisonId)];
  if (search !== null) {
    const file = checkSearch(search);
    return (
      <ReportPage program={file.program}>
        <SearchView file={file} />
      </ReportPage>
    );
  }

  if (comparison !== null) {
    const file = checkComparison(comparison);
    return (
      <ReportPage program={file.program}>
        <CompareView file={file} />
      </ReportPage>
    );
  }

  const file = checkReport(dataOf(dataId) ?? '');
  return (
    <ReportPage program={file.program}>
      <ReportView file={file} />
    </ReportPage>
  );
}
