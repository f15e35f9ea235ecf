/** Words of the shadows. A part of the texts that is loaded with them, to be translated with the others. */
export const shadows = {
  title: 'Shadows',
  hint: 'Parameters that trade on paper beside the live ones, the best first',
  none: 'No shadow trades beside the live parameters. Shadows:Files names the files of parameters that are to.',
  begun: 'They begin with the next bar that closes.',
  columns: {
    rank: 'Rank', name: 'Shadow', equity: 'Equity USD', gain: 'Return', beside: 'Beside live', agreement: 'Agreement', closed: 'Closed', wins: 'Won', open: 'Open', fees: 'Fees USD', refused: 'Refused', hash: 'Parameters', since: 'Since',
  },
  hints: {
    equity: 'Start and gains of all coins, marked to their last closes',
    beside: 'Equity minus that of the live parameters, traded on paper as the shadows are, USD',
    agreement: 'Share of the entries of either, shadow and live, that both decided at the same bar and to the same side',
    refused: 'Orders that were decided and not filled',
  },
  live: 'the live parameters',
} as const;
