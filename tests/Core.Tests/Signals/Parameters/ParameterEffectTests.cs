using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Core.Tests.Signals.Parameters;

public sealed class ParameterEffectTests
{
    private static readonly SymbolBar[][] Markets = [RandomBars.Make(11, 700, 0.004, 1e6), RandomBars.Make(12, 400, 0.02, 3e6)];

    // Only the one-second mode of Original reads it.
    private static readonly string[] Elsewhere = ["convergence.widestShare"];

    // Entries of every quality, and imbalances of more kinds than one.
    private static readonly StrategyParameters Usual = StrategyParameters.Corrected with
    {
        Entry = new() { MinScore = 4 },
        Divergence = new() { ExtremeImbalanceUsd = 3e6 },
    };

    private static readonly Evaluation[][] Expected = [.. Markets.Select(market => Run(market, Usual).ToArray())];

    public static TheoryData<string> Names => [.. ParameterCatalog.All.Select(parameter => parameter.Name).Except(Elsewhere)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_parameter_changes_what_is_measured_or_decided(string name)
    {
        var field = ParameterCatalog.Find(name)!;
        var limit = field.NotAbove is { } other ? ParameterCatalog.Find(other)!.Of(Usual) : field.Maximum;
        double[] values = [field.Minimum, field.Maximum, limit, field.Of(Usual) * 2, field.Of(Usual) / 2];

        var changed = values
            .Select(value => field.With(Usual, field.IsWhole ? Math.Floor(value) : value))
            .Where(parameters => ParameterCheck.FaultsOf(parameters).Count == 0)
            .Any(parameters => Markets.Zip(Expected).Any(market => !Run(market.First, parameters).SequenceEqual(market.Second)));

        Assert.True(changed, name);
    }

    [Fact]
    public void Whatever_is_allowed_can_be_computed_at_every_bar()
    {
        var random = new Random(5);
        for (var i = 0; i < 60; i++)
        {
            var parameters = RandomParameters.Make(random, i % 2 == 0 ? StrategyProfile.Corrected : StrategyProfile.Original);

            var orders = Run(Markets[1], parameters).Count(evaluation => evaluation.HasOrder);

            Assert.InRange(orders, 0, 3 * Markets[1].Length);
        }
    }

    [Fact]
    public void The_widest_look_backs_allocate_nothing_once_the_window_is_warm()
    {
        var widest = ParameterCatalog.All.Where(field => field.Unit == "bars").Aggregate(StrategyParameters.Corrected, (parameters, field) => field.With(parameters, field.Maximum));
        var strategy = new SqueezeStrategy("BTC", new() { Parameters = widest, WindowBars = 1_100, MinDataPoints = 0 });
        var bars = RandomBars.Make(7, 3_000, 0.01, 1e6);
        var holding = new PortfolioState(10_000, Position(PositionSide.Long, 100));
        Feed(strategy, bars.AsSpan(0, 2_200), holding);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(strategy, bars.AsSpan(2_200), holding);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Feed(SqueezeStrategy strategy, ReadOnlySpan<SymbolBar> bars, in PortfolioState holding)
    {
        foreach (ref readonly var bar in bars)
        {
            strategy.Push(bar);
            strategy.Evaluate(new(10_000));
            strategy.Evaluate(holding);
        }
    }

    // Flat and with either position at every bar, with open interest that rises, falls and is unknown.
    private static IEnumerable<Evaluation> Run(SymbolBar[] market, StrategyParameters parameters)
    {
        var strategy = new SqueezeStrategy("BTC", new() { Parameters = parameters, WindowBars = 300, MinDataPoints = 0, UseOpenInterest = true });
        for (var i = 0; i < market.Length; i++)
        {
            strategy.Push(market[i]);
            strategy.OpenInterestChangePercent = (i % 4) switch { 0 => 12, 1 => 7, 2 => 1, _ => null };
            yield return strategy.Evaluate(new(10_000));
            yield return strategy.Evaluate(new(10_000, Position(PositionSide.Long, market[i / 2].Close)));
            yield return strategy.Evaluate(new(10_000, Position(PositionSide.Short, market[i / 2].Close)));
        }
    }

    private static OpenPosition Position(PositionSide side, double price) => new() { Side = side, Quantity = 1, EntryPrice = price };
}
