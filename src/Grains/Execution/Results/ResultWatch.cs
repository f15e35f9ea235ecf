using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Grains.Execution.Trail;

namespace SqueezeFlow.Grains.Execution.Results;

/// <summary>
/// Notices that positions of our signals have closed, by whatever hand and also while nobody was here, and keeps what they brought. What is
/// awaited stands in the record alone: nothing has to be remembered over a restart, and nothing is kept twice. Beside the orders, never before
/// them: the account is asked for two lists at a modest pace. Runs on the executor's scheduler, one look at a time.
/// </summary>
/// <param name="gateway">The account.</param>
/// <param name="results">Where results are kept.</param>
/// <param name="clock">Wall time, for the pace alone.</param>
/// <param name="logger">Told of results, and of outages once.</param>
/// <param name="notes">Told of results.</param>
internal sealed partial class ResultWatch(IOrderGateway gateway, ISignalResults results, TimeProvider clock, ILogger<ResultWatch> logger, OrderNotes? notes = null)
{
    /// <summary>Least time between two looks that nothing gave cause for.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);

    /// <summary>After this an answer is not waited for any more.</summary>
    public static readonly TimeSpan LookTimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>Closed positions that the account is asked for at first: what is looked for has mostly closed just now.</summary>
    public const int FewClosed = 50;

    // An account that does not know a position is asked again after 15 s, 30 s and so on, up to half an hour.
    private const int MostDoublings = 8;
    private const int MostAwaited = 1_000;

    private readonly Dictionary<string, Miss> _misses = new(StringComparer.Ordinal);
    private long? _lookedAt;
    private bool _isNudged;
    private bool _isFailing;

    /// <summary>An exit was filled: the next look need not wait.</summary>
    public void Nudge() => _isNudged = true;

    /// <summary>Looks when it is time to; never throws.</summary>
    public async Task LookAsync(CancellationToken stopping)
    {
        var isDue = _lookedAt is not { } at || clock.GetElapsedTime(at) >= Pace;
        while (!stopping.IsCancellationRequested && (isDue || _isNudged))
        {
            (isDue, _isNudged, _lookedAt) = (false, false, clock.GetTimestamp());
            await TryAsync(stopping);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever an account or a store throws, it is asked again; the count and the log say so.")]
    private async Task TryAsync(CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(LookTimeLimit, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        try
        {
            await FindAsync(limit.Token);
            if (_isFailing)
            {
                _isFailing = false;
                LogWorksAgain();
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // What was not found now is found after the next start.
        }
        catch (Exception failure)
        {
            ExecutorMetrics.Failures.Add(1);
            if (!_isFailing)
            {
                _isFailing = true;
                LogFails(timeout.IsCancellationRequested ? $"no answer in {LookTimeLimit.TotalSeconds:0} s" : failure.Message);
            }
        }
    }

    private async Task FindAsync(CancellationToken cancellationToken)
    {
        var awaited = await results.ReadAwaitedAsync(MostAwaited, cancellationToken);
        Forget(awaited);
        var due = awaited.Where(IsDue).ToHashSet(StringComparer.Ordinal);
        if (due.Count == 0)
        {
            return;
        }

        // Open ones first: what closes in between is in the first list and waits for the next look, never in neither.
        due.ExceptWith((await gateway.GetOpenPositionsAsync(cancellationToken)).Select(position => position.Tag));
        if (due.Count == 0)
        {
            return;
        }

        foreach (var limit in (int[])[FewClosed, IOrderGateway.MostClosed])
        {
            var closed = await gateway.GetClosedPositionsAsync(limit, cancellationToken);
            await KeepAsync(closed, due, cancellationToken);
            if (due.Count == 0 || closed.Count < limit)
            {
                break;
            }
        }

        foreach (var id in due)
        {
            _misses[id] = new(Math.Min(_misses.GetValueOrDefault(id).Count + 1, MostDoublings), clock.GetTimestamp());
        }
    }

    private async Task KeepAsync(IReadOnlyList<Position> closed, HashSet<string> due, CancellationToken cancellationToken)
    {
        foreach (var position in closed)
        {
            if (due.Contains(position.Tag) && SignalResult.Of(position) is { } result)
            {
                due.Remove(position.Tag);
                await KeepAsync(position, result, cancellationToken);
            }
        }
    }

    private async Task KeepAsync(Position position, SignalResult result, CancellationToken cancellationToken)
    {
        if (await results.WriteAsync(result, cancellationToken))
        {
            ExecutorMetrics.Results.Add(1, new KeyValuePair<string, object?>("kind", result.Kind.ToString()));
            notes?.Settles(position, result);
            LogResult(result.SignalId, position.TradeId, result.ProfitUsd, result.HoldingMinutes, result.ExitReason);
        }
    }

    private bool IsDue(string id) => !_misses.TryGetValue(id, out var miss) || clock.GetElapsedTime(miss.At) >= Pace * (1 << (miss.Count - 1));

    private void Forget(IReadOnlyList<string> awaited)
    {
        foreach (var id in _misses.Keys.Except(awaited, StringComparer.Ordinal).ToList())
        {
            _misses.Remove(id);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Signal {Id}: its position {TradeId} has closed with {Profit:0.00} USD after {Minutes} min: {Reason}")]
    private partial void LogResult(string id, string tradeId, double profit, long minutes, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What closed positions brought cannot be looked up: {Reason}; it is tried again")]
    private partial void LogFails(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "What closed positions brought can be looked up again")]
    private partial void LogWorksAgain();

    /// <summary>How often an account did not know a position, and when last.</summary>
    private readonly record struct Miss(int Count, long At);
}
