import { Later } from '../panels/later';

/** Opens reports of back-tests. */
export function BacktestPage() {
  return <Later load={() => import('../report/view/openReport').then(part => part.OpenReport)} />;
}
