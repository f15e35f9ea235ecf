import type { ComponentType } from 'preact';
import { texts } from '../texts';
import { FlowPage } from './flow';
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
];
