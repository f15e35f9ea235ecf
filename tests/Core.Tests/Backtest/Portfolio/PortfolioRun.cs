using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Portfolio;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Tests.Signals;

namespace SqueezeFlow.Core.Tests.Backtest.Portfolio;

/// <summary>Symbols with generated bars, for tests of an account that they share.</summary>
internal static class PortfolioRun
{
    /// <summary>Five-minute bars without a gap, of which the strategy makes some dozen trades.</summary>
    public static SymbolBar[] First { get; } = Walk(11);

    /// <summary>The options of a symbol.</summary>
    public static BacktestOptions Options(string symbol, StrategyProfile profile = StrategyProfile.Corrected) =>
        new() { Symbol = symbol, Strategy = new() { Profile = profile, WindowBars = 0, MinDataPoints = 0 } };

    /// <summary>Runs symbols that all have the same bars.</summary>
    public static PortfolioResult Alike(IEnumerable<BacktestOptions> options) => new PortfolioEngine([.. options.Select(one => new PortfolioSymbol(one, First))]).Run();

    /// <summary>Whose trade it is.</summary>
    public static string SymbolOf(this PortfolioResult result, ExecutedOrder order) => result.Parts.Single(part => part.Result.Orders.Contains(order)).Symbol;

    /// <summary>Positions that are open at once at most, counted after everything that happened at a bar.</summary>
    public static int MostAtOnce(this PortfolioResult result)
    {
        var (open, most) = (0, 0);
        foreach (var time in result.Total.Orders.GroupBy(order => order.BarOpenUnixMs))
        {
            open += time.Count(order => !order.IsExit) - time.Count(order => order.IsExit);
            most = Math.Max(most, open);
        }

        return most;
    }

    public static SymbolBar[] Walk(int seed, int count = 1_500) =>
    [
        .. RandomBars.Make(seed, count, 0.004, 1e6).Select((bar, i) => bar with
        {
            OpenUnixMs = 1_735_689_600_000 + (i * RandomBars.StepMs),
            Close = double.IsNaN(bar.Close) ? bar.Open : bar.Close,
        }),
    ];
}
