using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Portfolio;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>What a back-test on one account was given, read and checked.</summary>
/// <param name="Pairs">What was asked for of each symbol, in the order of the names.</param>
/// <param name="Inputs">What was read of each, in the same order.</param>
internal sealed record AccountInputs(IReadOnlyList<PairBacktest> Pairs, IReadOnlyList<PairInputs> Inputs)
{
    /// <summary>Bars of all symbols.</summary>
    public int Bars => Inputs.Sum(inputs => inputs.Series.Bars.Count);

    /// <summary>Runs it.</summary>
    /// <param name="observers">Who is told of the evaluations of each symbol, in the same order.</param>
    public BacktestOutcome Run(IReadOnlyList<IBacktestObserver> observers)
    {
        if (Pairs is [var only])
        {
            var outcome = only.Run(Inputs[0], observers[0]);
            return new([outcome], outcome.Result);
        }

        var options = Pairs.Select((pair, i) => pair.OptionsFor(Inputs[i])).ToList();
        var changes = Inputs.Select(inputs => inputs.OpenInterest is { } file ? new OpenInterestChanges(file) : null).ToList();
        var result = new PortfolioEngine([.. Inputs.Select((inputs, i) => new PortfolioSymbol(options[i], inputs.Series.Bars)
        {
            Observer = observers[i],
            OpenInterestChangePercent = changes[i] is { } known ? known.At : null,
        })]).Run();
        return new([.. result.Parts.Select((part, i) => new PairOutcome(options[i], Inputs[i], part.Result, changes[i]) { Costs = Pairs[i].Costs })], result.Total);
    }
}
