using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>
/// Sends symbols that are on this silo and belong on another there, when one has joined or this one is about to leave: some at a time, each when everything of it is stored;
/// one that takes long holds up no other.
/// </summary>
internal sealed class SymbolMover(SymbolTicker ticker, ClusterMembers silos, TimeProvider clock, ILogger<SymbolMover> logger) : BackgroundService
{
    /// <summary>Symbols that move at once.</summary>
    public const int Together = 16;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Whoever leaves does not wait for others to settle.
            if (!silos.IsAlone && (silos.StableFor >= Stable || silos.IsLeaving(silos.Self)))
            {
                await MoveAsync(stoppingToken);
            }
        }
    }

    private async Task MoveAsync(CancellationToken cancellationToken)
    {
        var foreign = ticker.Present.Where(symbol => !silos.IsHere(symbol.Key.Symbol)).ToList();
        if (foreign.Count == 0)
        {
            return;
        }

        SymbolLog.Moves(logger, foreign.Count);
        SymbolMetrics.Moves.Add(foreign.Count);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(foreign, limits, async (symbol, token) => await MoveAsync(symbol.Key, symbol.Value, token));
    }

    private async Task MoveAsync(SymbolAlarm alarm, ISymbolGrain grain, CancellationToken cancellationToken)
    {
        if (silos.IsHere(alarm.Symbol))
        {
            // Another has joined or left meanwhile.
            return;
        }

        alarm.AskToLeave(clock.GetUtcNow().ToUnixTimeMilliseconds());
        for (var since = clock.GetTimestamp(); ticker.IsPresent(alarm);)
        {
            if (clock.GetElapsedTime(since) > Patience)
            {
                return;
            }

            await Task.Delay(Look, clock, cancellationToken);
        }

        try
        {
            // It comes up where it belongs, though no trade comes.
            await grain.EnsureAsync().AsTask().WaitAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whoever reads for it calls it too.
            SymbolMetrics.FailedTicks.Add(1);
            SymbolLog.TickFailed(logger, alarm.Symbol, e);
        }
    }
}
