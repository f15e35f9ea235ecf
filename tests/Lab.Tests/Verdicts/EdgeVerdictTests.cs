using SqueezeFlow.Lab.Verdicts;

namespace SqueezeFlow.Lab.Tests.Verdicts;

public sealed class EdgeVerdictTests
{
    private static readonly Evidence Good = new()
    {
        Trades = 60,
        Days = 90,
        Trials = 100,
        DeflatedSharpe = 0.97,
        Permutation = 0.01,
        Overfitting = 0.1,
        BlockDays = 2,
        MeanReturn = new(0.2, 0.1, 0.3, 0.9),
        Return = new(20, 10, 30, 0.9),
        Sharpe = new(3, 1, 5, 0.9),
        MaxDrawdown = new(5, 3, 9, 0.9),
        NetProfit = new(1_000, 500, 1_500, 0.9),
        Expectancy = new(16, 8, 25, 0.9),
        WinRate = new(60, 50, 70, 0.9),
        ProfitFactor = new(2, 1.5, 2.5, 0.9),
        LookAhead = new(12, 100, []),
        WarmUp = new(6, 100, []),
    };

    [Fact]
    public void When_everything_speaks_for_it_an_edge_is_shown()
    {
        var verdict = EdgeVerdict.Of(Good);

        Assert.True(verdict.HasEdge);
        Assert.StartsWith("An edge is shown", verdict.Sentence, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Objections => new()
    {
        { "trades", "Fewer than 30 closed trades (29), too few to judge: no edge is shown." },
        { "interval", "No edge is shown: the mean return of a day may as well be -0.01 % (90 % interval -0.01 to 0.3)." },
        { "permutation", "No edge is shown: random entry times gain as much in 6% of the cases." },
        { "sharpe", "No edge is shown: its Sharpe ratio is above what the best of 100 without an edge would show with a probability of only 94%." },
        { "overfitting", "No edge is shown: what is best in one half of the time is below the middle in the other in 50% of the splits." },
        { "ahead", "No edge is shown: signals change when later bars are cut off (1 of 12 cuts): they know the future." },
        { "warm-up", "No edge is shown: signals depend on where the recording began (1 of 6 cuts)." },
        { "unknown", "No edge is shown: its Sharpe ratio is above zero with a probability of only NaN." },
    };

    [Theory]
    [MemberData(nameof(Objections))]
    public void Any_objection_is_enough_and_told_with_its_figures(string what, string sentence)
    {
        var verdict = EdgeVerdict.Of(what switch
        {
            "trades" => Good with { Trades = 29 },
            "interval" => Good with { MeanReturn = new(0.1, -0.01, 0.3, 0.9) },
            "permutation" => Good with { Permutation = 0.06 },
            "sharpe" => Good with { DeflatedSharpe = 0.94 },
            "ahead" => Good with { LookAhead = new(12, 100, [new(0, null, null)]) },
            "warm-up" => Good with { WarmUp = new(6, 100, [new(0, null, null)]) },
            "overfitting" => Good with { Overfitting = 0.5 },
            _ => Good with { DeflatedSharpe = double.NaN, Trials = 1 },
        });

        Assert.Equal((false, sentence), (verdict.HasEdge, verdict.Sentence));
    }

    [Fact]
    public void Too_few_trades_are_said_first()
    {
        var verdict = EdgeVerdict.Of(Good with { Trades = 3, Permutation = 1, DeflatedSharpe = 0 });

        Assert.Equal(3, verdict.Objections.Count);
        Assert.StartsWith("Fewer than 30 closed trades (3), too few to judge: no edge is shown; random entry times", verdict.Sentence, StringComparison.Ordinal);
    }
}
