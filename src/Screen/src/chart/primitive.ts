import type { CanvasRenderingTarget2D } from 'fancy-canvas';
import type { IChartApi, ISeriesApi, ISeriesPrimitive, ITimeScaleApi, Logical, PrimitivePaneViewZOrder, SeriesAttachedParameter, SeriesType, Time } from 'lightweight-charts';

/** What a drawing can ask for, in pixels of the page. */
export interface Place2D {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  /** Middle of the bucket at a place of the time axis. */
  x(place: number): number;
  /** Null where the price lies outside what the scale knows. */
  y(price: number): number | null;
  /** Width of a bucket. */
  readonly step: number;
}

/** Something drawn by hand in the pane of a series. */
export interface Drawing {
  readonly primitive: ISeriesPrimitive<Time>;
  redraw(): void;
}

/** A drawing that calls back whenever the pane is painted. */
export function drawing(order: PrimitivePaneViewZOrder, draw: (place: Place2D) => void): Drawing {
  let attached: { chart: IChartApi; series: ISeriesApi<SeriesType>; redraw: () => void } | null = null;
  const renderer = {
    draw(target: CanvasRenderingTarget2D): void {
      if (attached === null) {
        return;
      }

      const { chart, series } = attached;
      const scale = chart.timeScale();
      const step = scale.options().barSpacing;
      target.useMediaCoordinateSpace(({ context, mediaSize }) => {
        context.save();
        draw({
          context,
          width: mediaSize.width,
          height: mediaSize.height,
          step,
          x: place => coordinateOf(scale, place),
          y: price => series.priceToCoordinate(price),
        });
        context.restore();
      });
    },
  };
  const view = { zOrder: () => order, renderer: () => renderer };
  return {
    primitive: {
      attached(parameters: SeriesAttachedParameter<Time>) {
        attached = { chart: parameters.chart as IChartApi, series: parameters.series as ISeriesApi<SeriesType>, redraw: parameters.requestUpdate };
      },
      detached() {
        attached = null;
      },
      paneViews: () => [view],
    },
    redraw: () => attached?.redraw(),
  };
}

/** Pixel of a place of the time axis, also between two of them: the library itself knows whole ones only. */
export function coordinateOf(scale: ITimeScaleApi<Time>, place: number): number {
  const whole = Math.floor(place);
  const at = scale.logicalToCoordinate(whole as Logical);
  return at === null ? Number.NaN : at + (place - whole) * scale.options().barSpacing;
}
