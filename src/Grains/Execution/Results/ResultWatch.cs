using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Grains.Execution.Trail;
using SqueezeFlow.Grains.Execution.Watch;

namespace SqueezeFlow.Grains.Execution.Results;

/// <summary>
/// Notices that positions of our signals have closed, by whatever hand and also while nobody was here, and keeps what they brought. What is
/// awaited stands in the record alone: nothing has to be remembered over a restart, and nothing is kept twice. Beside the orders, never before
/// them: at a modest pace, and with the lists that the look at the account has read where those are young enough. Runs on the executor's scheduler, one look at a time.
/// </summary>
/// <param name="book">The account.</param>
/// <param name="results">Where results are kept.</param>
/// <param name="clock">Wall time, for the pace alone.</param>
/// <param name="logger">Told of results, and of outages once.</param>
/// <param name="notes">Told of results.</param>
/// <param name="own">Tells signals of this account from those of others; null where there is but one.</param>
internal sealed partial class ResultWatch(
    AccountBook book, ISignalResults results, TimeProvider clock, ILogger logger, OrderNotes? notes = null, OwnSignals? own = null)
{
    /// <summary>Least time between two looks that nothing gave cause for.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);

    /// <summary>After this an answer is not waited for any more.</summary>
    public static readonly TimeSpan LookTimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Age up to which a look at the account is rested on: while something is open there is always a younger one. Less than <see cref="Pace"/>, which
    /// is counted from that look.
    /// </summary>
    public static readonly TimeSpan SharedAge = AccountWatch.Pace * 2;

    // An account that does not know a position is asked again after 15 s, 30 s and so on, up to half an hour.
    private const int MostDoublings = 8;
    private const int MostAwaited = 1_000;

    private readonly Dictionary<string, Miss> _misses = new(StringComparer.Ordinal);
    private long? _lookedAt;
    private long _changedAt = long.MinValue;
    private bool _isNudged;
    private bool _isFailing;

    /// <summary>An exit was filled: the next look need not wait, and what was read before says nothing of it.</summary>
    public void Nudge()
    {
        _changedAt = clock.GetTimestamp();
        _isNudged = true;
    }

    /// <summary>The latest look at the account has shown that a position is gone: the next look here need not wait, and can rest on that one.</summary>
    public void Follow() => _isNudged = true;

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
        awaited = own is null ? awaited : await own.OfAsync(awaited, cancellationToken);
        Forget(awaited);
        var due = awaited.Where(IsDue).ToHashSet(StringComparer.Ordinal);
        if (due.Count == 0)
        {
            return;
        }

        var sight = book.Latest is { } latest && IsYoung(latest) ? latest : await book.LookAsync(cancellationToken);

        // What has closed since the account was read is seen no later than if it had been read now.
        _lookedAt = sight.BeganAt;
        due.ExceptWith(sight.Open.Select(position => position.Tag));
        if (due.Count == 0)
        {
            return;
        }

        await KeepAsync(await sight.ReadClosedAsync(due, cancellationToken), due, cancellationToken);
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

    private bool IsYoung(AccountSight sight) => sight.BeganAt > _changedAt && clock.GetElapsedTime(sight.BeganAt) <= SharedAge;

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
