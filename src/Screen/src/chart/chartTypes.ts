import type { IChartApi, ISeriesApi, SeriesType } from 'lightweight-charts';
import type { Colours } from './colours';
import type { Holding } from './holdings';
import type { Mark } from './marks';
import type { Plot } from './plot';
import type { InterestPoint } from './series';

/** What a chart shows. */
export interface ChartContent {
  readonly plot: Plot;
  readonly interest: readonly InterestPoint[];
  readonly marks: readonly Mark[];
  readonly holdings: readonly Holding[];
  readonly decimals: number | undefined;
  readonly isLive: boolean;
  /** Whether what lies between spot and perpetual flow is filled. */
  readonly withDivergence: boolean;
}

/** What somebody does with it. */
export interface ChartEvents {
  /** Points at a place; null when at none. */
  point(place: number | null, marks: readonly Mark[]): void;
  pick(place: number, marks: readonly Mark[]): void;
  range(from: number, to: number): void;
  /** Has made panes higher or lower: their shares of the height. */
  sized(shares: readonly number[]): void;
}

/** The chart of the flow: price, volume delta, open interest over one time axis. */
export interface FlowChart {
  show(content: ChartContent): void;
  /** Colours and zone have changed. */
  restyle(zone: string): void;
  /** Another pane has come or gone. */
  share(): void;
  /** Has what is missing hatched behind a series of another pane too. */
  hatch(series: ISeriesApi<SeriesType>): void;
  readonly colours: Colours;
  /** Whether it has not been taken away. */
  readonly isThere: boolean;
  readonly api: IChartApi;
  /** Shows the last bars. */
  toLive(): void;
  /** Puts the crosshair at a place. */
  aim(place: number): void;
  remove(): void;
}
