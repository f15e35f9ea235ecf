using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>
/// The one clock of all symbol grains of a silo: calls those that have a bar to close, a signal to send again or something to try again, and
/// no others. Safe for concurrent use.
/// </summary>
internal sealed class SymbolTicker(TimeProvider clock, ILogger<SymbolTicker> logger) : BackgroundService
{
    /// <summary>How late a call may come.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private const long RetryMs = 1_000;

    private readonly ConcurrentDictionary<SymbolAlarm, ISymbolGrain> _alarms = new();

    /// <summary>A symbol takes part from now on; it is called when its alarm is due.</summary>
    public SymbolAlarm Join(string symbol, ISymbolGrain grain)
    {
        var alarm = new SymbolAlarm(symbol);
        _alarms[alarm] = grain;
        return alarm;
    }

    /// <summary>All symbols of the silo, as they were at one moment.</summary>
    public IReadOnlyCollection<KeyValuePair<SymbolAlarm, ISymbolGrain>> Present => _alarms.ToArray();

    /// <summary>Whether a symbol takes part.</summary>
    public bool IsPresent(SymbolAlarm alarm) => _alarms.ContainsKey(alarm);

    /// <summary>A symbol takes part no longer.</summary>
    public void Leave(SymbolAlarm alarm) => _alarms.TryRemove(alarm, out _);

    /// <summary>Calls every symbol whose alarm is due.</summary>
    public void CallDue()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (alarm, grain) in _alarms)
        {
            if (alarm.TryRing(now))
            {
                _ = CallAsync(alarm, grain);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            CallDue();
        }
    }

    // A grain that is called sets its alarm anew; one whose call fails, for whatever reason, is called again.
    private async Task CallAsync(SymbolAlarm alarm, ISymbolGrain grain)
    {
        try
        {
            await grain.TickAsync();
        }
        catch (Exception e)
        {
            SymbolMetrics.FailedTicks.Add(1);
            SymbolLog.TickFailed(logger, alarm.Symbol, e);
            alarm.Set(clock.GetUtcNow().ToUnixTimeMilliseconds() + RetryMs);
        }
        finally
        {
            alarm.Answered();
        }
    }
}
