using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Health.Probes;

/// <summary>
/// Whether bars close and are evaluated: degraded when a closed bar has waited for half a minute, when market time stands although trades come,
/// or when a symbol has no history to rest an entry on.
/// </summary>
internal sealed class EvaluationProbe(IPipeline pipeline, IEvaluationSchedule schedule, TimeProvider clock) : IHealthProbe
{
    /// <summary>Wall time without progress from which evaluation stands still.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    // Trades of the same moment arrive within this market time on all markets; more is not their spread.
    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(1);
    private const int MostNamed = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Watch> _watches = new(StringComparer.Ordinal);

    public bool IsRequired => false;

    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        var symbols = await pipeline.GetSymbolsAsync(cancellationToken);
        string[] still;
        lock (_gate)
        {
            still = [.. symbols.Select(symbol => StandstillOf(symbol)).OfType<string>()];
        }

        var without = symbols.Where(symbol => symbol.HistoryProblem is not null).ToArray();
        string[] reasons = [.. Standstills(still), .. Histories(without)];
        return new(
            "evaluation",
            reasons.Length > 0 ? HealthLevels.Degraded : HealthLevels.Healthy,
            reasons.Length > 0 ? string.Join("; ", reasons) : "bars are evaluated as they close",
            new Dictionary<string, double> { ["symbols"] = symbols.Count, ["standing"] = still.Length, ["without_history"] = without.Length });
    }

    private IEnumerable<string> Standstills(string[] still)
    {
        if (still.Length > 0)
        {
            yield return string.Join(", ", still.Take(MostNamed)) + (still.Length > MostNamed ? $" and {still.Length - MostNamed} more" : "");
            if (schedule.Obstacle is { } obstacle)
            {
                yield return obstacle;
            }
        }
    }

    private static IEnumerable<string> Histories(SymbolView[] without)
    {
        if (without.Length > 0)
        {
            var names = string.Join(", ", without.Take(MostNamed).Select(symbol => symbol.Symbol)) + (without.Length > MostNamed ? $" and {without.Length - MostNamed} more" : "");
            yield return $"no entry is possible in {names}: {without[0].HistoryProblem}";
        }
    }

    private string? StandstillOf(SymbolView symbol)
    {
        var now = clock.GetTimestamp();
        var watch = _watches.TryGetValue(symbol.Symbol, out var known) ? known : new(null, now, null, now);
        watch = watch with
        {
            Bar = symbol.WaitingBar,
            BarSince = symbol.WaitingBar == watch.Bar ? watch.BarSince : now,
            MarketTime = symbol.MarketTime,
            MarketTimeSince = symbol.MarketTime == watch.MarketTime ? watch.MarketTimeSince : now,
        };
        _watches[symbol.Symbol] = watch;
        var (waits, stands) = (clock.GetElapsedTime(watch.BarSince), clock.GetElapsedTime(watch.MarketTimeSince));
        if (symbol.WaitingBar is { } bar && waits >= Tolerance)
        {
            return $"{symbol.Symbol}: the bar that closed at {bar:yyyy-MM-dd HH:mm:ss} waits for its evaluation since {waits.TotalSeconds:0} s";
        }

        return symbol.LastTradeAt - symbol.MarketTime > Spread && stands >= Tolerance
            ? $"{symbol.Symbol}: market time stands at {symbol.MarketTime:yyyy-MM-dd HH:mm:ss} since {stands.TotalSeconds:0} s, although trades came up to {symbol.LastTradeAt:HH:mm:ss}"
            : null;
    }

    private sealed record Watch(DateTimeOffset? Bar, long BarSince, DateTimeOffset? MarketTime, long MarketTimeSince);
}
