using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Signals;

/// <summary>Makes the points of some signals: of those that are young enough, one batch for the spool. Its buffer is used again. Not thread-safe.</summary>
/// <param name="kept">How long the server keeps points; zero for ever.</param>
/// <param name="clock">Wall time, which the server goes by too.</param>
/// <param name="logger">Told of signals that nobody can write.</param>
internal sealed partial class SignalBatch(Func<TimeSpan> kept, TimeProvider clock, ILogger logger)
{
    // What is too old on arrival is refused, and points may wait for a server that is away.
    private static readonly TimeSpan MostWait = TimeSpan.FromDays(1);

    private readonly LineWriter _lines = new();

    /// <summary>Close of the earliest bar whose signal is still worth a point, milliseconds since 1970 UTC.</summary>
    public long OldestUnixMs()
    {
        var duration = kept();
        var wait = duration < MostWait * 4 ? duration / 4 : MostWait;
        return duration == TimeSpan.Zero ? long.MinValue : (clock.GetUtcNow() - duration + wait).ToUnixTimeMilliseconds();
    }

    /// <summary>The points; valid until the next call. Null when there are none.</summary>
    public SpoolBatch? Of(IEnumerable<SignalRecord> signals)
    {
        _lines.Clear();
        var (first, last, since) = (long.MaxValue, long.MinValue, OldestUnixMs());
        foreach (var one in signals.Where(one => one.Signal.BarCloseUnixMs >= since))
        {
            if (TryAdd(one))
            {
                var (close, exit) = (one.Signal.BarCloseUnixMs, one.Result?.ExitUnixMs ?? one.Signal.BarCloseUnixMs);
                first = Math.Min(first, Math.Min(close, exit));
                last = Math.Max(last, Math.Max(close, exit));
            }
        }

        return _lines.Points > 0 ? new(SignalPoints.Policy, _lines.Lines, _lines.Points, first, last) : null;
    }

    // A signal that nobody can write must not hold up the others, and would fail again.
    private bool TryAdd(SignalRecord one)
    {
        try
        {
            SignalPoints.Add(_lines, one);
            return true;
        }
        catch (ArgumentException refusal)
        {
            SignalPointMetrics.Refused.Add(1);
            LogRefused(one.Signal.Id, refusal.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signal {Id} cannot be written as a point and is left out: {Words}")]
    private partial void LogRefused(string id, string words);
}
