import { render } from 'preact';
import { Failure } from '../panels/frame';
import { followAddress, parseRoute, route } from '../route/route';
import { keepSettings } from '../settings/settings';
import { asProblem } from '../source/problem';
import { checkReport, dataId } from './model/read';
import { ReportPage } from './view/reportPage';
import '../theme/base.css';
import '../theme/controls.css';
import '../theme/panels.css';
import '../theme/flow.css';
import '../theme/chart.css';
import '../theme/side.css';
import '../theme/pages.css';
import '../theme/figures.css';
import './report.css';
import './page.css';

const root = document.getElementById('app');
if (location.hash === '') {
  route.value = parseRoute('#/backtest');
}

keepSettings(document.documentElement);
followAddress();
if (root !== null) {
  try {
    const file = checkReport(document.getElementById(dataId)?.textContent ?? '');
    render(<ReportPage file={file} />, root);
  } catch (error) {
    render(<Failure problem={asProblem(error)} retry={() => location.reload()} />, root);
  }
}
