using SqueezeFlow.Client.Offline.Costs;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>A back-test that was run.</summary>
/// <param name="Options">How it was run.</param>
/// <param name="Inputs">What it was given.</param>
/// <param name="Result">What came out.</param>
/// <param name="OpenInterest">How often the open interest was known; null when none was given.</param>
internal sealed record PairOutcome(BacktestOptions Options, PairInputs Inputs, BacktestResult Result, OpenInterestChanges? OpenInterest)
{
    /// <summary>What trading was asked to cost.</summary>
    public CostsAsked Costs { get; init; } = CostsAsked.Usual;

    /// <summary>Bars that were evaluated, in time order.</summary>
    public IReadOnlyList<SymbolBar> Bars => Inputs.Series.Bars;

    /// <summary>What the user should know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes => [.. Inputs.Notes, .. OpenInterestNotes()];

    private IEnumerable<string> OpenInterestNotes()
    {
        if (OpenInterest is not { Asked: > 0 } changes || Inputs.OpenInterest is not { } file || changes.Known == changes.Asked)
        {
            return [];
        }

        var rows = $"its rows are from {Figures.Time(file.Rows[0].Seconds * 1_000)} to {Figures.Time(file.Rows[^1].Seconds * 1_000)} UTC";
        return
        [
            changes.Known == 0
                ? $"{file.Name}: the open interest never applied: no bar has a value and one two hours before it; {rows}"
                : $"{file.Name}: the open interest applied to {changes.Known} of {changes.Asked} evaluations; {rows}",
        ];
    }
}
