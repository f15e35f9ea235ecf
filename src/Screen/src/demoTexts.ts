/** Words of what only a demo has: the guide, and the switch of its venues. To be translated with the others. */
export const demoTexts = {
  guide: {
    title: 'Guide',
    hide: 'Close the guide',
    show: 'Show',
    steps: {
      chart: {
        name: 'A living chart',
        wait: 'The simulated venues are starting.',
        done: (speed: string) => `Simulated trades run ${speed} times as fast as real ones; the chart draws their price, and below it what takers bought minus what they sold (CVD).`,
      },
      divergence: {
        name: 'A divergence',
        wait: 'Wait until takers on spot and on perpetuals disagree.',
        done: (symbol: string, spot: string, perp: string) => `Takers of ${symbol} disagree: ${spot} USD on spot, ${perp} USD on perpetuals. That is what a squeeze begins with.`,
      },
      signal: {
        name: 'A signal',
        wait: 'When a bar of the strategy closes, five phases are looked at; Stops at names the first that fails.',
        done: (action: string, symbol: string, price: string, score: string) => `All phases passed: ${action} ${symbol} at ${price}, score ${score} of 10. Explain shows each condition with its numbers.`,
      },
      open: {
        name: 'A position opens',
        wait: 'A signal becomes an order, if every limit lets it pass.',
        done: (symbol: string, price: string) => `The order was filled: the account holds ${symbol} at ${price}. Positions shows how far each exit is.`,
      },
      close: {
        name: 'It closes',
        wait: 'At every bar phase 5 looks for the end of the squeeze.',
        done: (symbol: string, profit: string, held: string) => `The squeeze of ${symbol} is over: the position closed after ${held} with ${profit} USD.`,
        closed: (symbol: string) => `The squeeze of ${symbol} is over: the position closed.`,
      },
    },
    now: 'now',
    cut: (seconds: number) => `Cut a venue off for ${seconds} s`,
    cutNote: 'and watch the gap appear, be filled, and the completeness heal',
  },
  cut: {
    title: 'Simulated venues',
    note: 'Their connections close and no new one is taken; a few seconds after they are back their lists are asked for what was missed.',
    here: 'there',
    away: (seconds: number) => `cut off, back in ${seconds} s`,
    length: 'Cut off for',
    seconds: (seconds: number) => `${seconds} s`,
    act: (venue: string) => `Cut ${venue} off`,
    askTitle: (venue: string) => `Cut ${venue} off`,
    askBody: (venue: string, seconds: number) => `The simulated venue ${venue} closes its connections and takes no new one for ${seconds} seconds. What is traded meanwhile is missing, until the venue's lists are asked for it.`,
    askAct: 'Cut it off',
  },
} as const;
