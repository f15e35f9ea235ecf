// What the service answers of shadows, as docs/api.md describes it.

/** Parameters that trade on paper, over all coins. */
export interface ShadowView {
  /** Place by equity, from 1. */
  readonly rank: number;
  readonly name: string;
  readonly parametersHash: string;
  /** Market time; null before the first bar. */
  readonly since: string | null;
  readonly initialUsd: number;
  readonly equityUsd: number;
  readonly returnPercent: number;
  readonly feesUsd: number;
  readonly open: number;
  readonly closed: number;
  readonly wins: number;
  readonly refused: number;
  /** Null without any entry of either. */
  readonly agreement: number | null;
}
