import type { ComponentType } from 'preact';
import { pageTexts } from '../pageTexts';
import { texts } from '../texts';
import { BacktestPage } from './backtest';
import { FeedsPage } from './feeds';
import { FlowPage } from './flow';
import { GapsPage } from './gaps';
import { LogPage } from './log';
import { PositionsPage } from './positions';
import { SignalsPage } from './signals';

/** A page: a row here and a file of its own beside it. */
export interface Page {
  /** What its address begins with. */
  readonly name: string;
  readonly title: string;
  readonly Component: ComponentType;
}

/** Every page, in the order of the navigation. */
export const pages: readonly Page[] = [
  { name: 'flow', title: texts.pages.flow, Component: FlowPage },
  { name: 'signals', title: texts.pages.signals, Component: SignalsPage },
  { name: 'positions', title: texts.pages.positions, Component: PositionsPage },
  { name: 'feeds', title: texts.pages.feeds, Component: FeedsPage },
  { name: 'gaps', title: texts.pages.gaps, Component: GapsPage },
  { name: 'log', title: pageTexts.log.title, Component: LogPage },
  { name: 'backtest', title: texts.pages.backtest, Component: BacktestPage },
];
