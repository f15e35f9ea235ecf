using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Grains.Signals.Trail;
using SqueezeFlow.Grains.Tracing;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Signals;

/// <summary>
/// A symbol's signals until the executor has a verdict: kept first, then sent, sent again until it is heard. Runs on the
/// grain's scheduler.
/// </summary>
internal sealed class SignalOutbox(
    IPersistentState<OutboxState> state,
    IGrainFactory grains,
    Func<string, IAsyncStream<Signal>> stream,
    AccountRoutes routes,
    ISignalPublisher publisher,
    TimeProvider clock,
    ILogger logger,
    SignalNotes? notes = null)
{
    private const long ResendMs = 2_000;
    private const long RoutedMs = 24 * 3_600_000L;

    // Pending in memory, not in the store yet: nobody may hear of them.
    private readonly HashSet<string> _unkept = [];

    // Routed for the first time, and not sent yet: what was given before is not given again.
    private readonly HashSet<string> _fresh = [];

    private Task? _writing;
    private Task _resending = Task.CompletedTask;
    private long _sentUnixMs;

    public OutboxState State => state.State;

    /// <summary>Wall time at which what is kept and pending is sent again, milliseconds since 1970 UTC; null while nothing is.</summary>
    public long? ResendUnixMs => state.State.Pending.Count == _unkept.Count ? null : _sentUnixMs + ResendMs;

    /// <summary>Ids of the signals of bars that close at or before a time and have no verdict yet, in the order of their bars.</summary>
    public IReadOnlyList<string> PendingThrough(long barCloseUnixMs) =>
        State.Pending.Count == 0
            ? []
            : [.. State.Pending.Values.Where(signal => signal.BarCloseUnixMs <= barCloseUnixMs).OrderBy(signal => signal.BarCloseUnixMs).Select(signal => signal.Id)];

    /// <summary>Signals for an account that have no verdict yet.</summary>
    public Signal[] PendingOf(string account) => State.Pending.Count == 0 ? [] : [.. State.Pending.Values.Where(signal => NameOf(signal) == account)];

    /// <summary>
    /// The account that a signal goes to: where it waits or went before, or that of the position which it closes, or the one to which an entry of the coin is on
    /// its way (that account lets in one of both), or the one that holds the coin, or the first whose route takes it.
    /// </summary>
    /// <param name="signal">The signal.</param>
    /// <param name="holder">The account that holds the coin; null when none does, or when that was asked for already.</param>
    public string AccountOf(Signal signal, string? holder = null) =>
        state.State.Pending.TryGetValue(signal.Id, out var pending) ? NameOf(pending)
        : state.State.Routed.TryGetValue(signal.Id, out var earlier) ? earlier.Account
        : signal.Action == SignalAction.Close ? NameOf(signal)
        : state.State.Pending.Values.FirstOrDefault(static other => other.Action != SignalAction.Close) is { } other ? NameOf(other)
        : holder ?? routes.AccountOf(signal.BaseSymbol, signal.Score);

    /// <summary>
    /// Keeps the evaluation's result and its signal, if it gave one; answers that, with the account that it goes to. When that fails the signal is not
    /// pending: it was never given.
    /// </summary>
    public async Task<Signal?> KeepAsync(long evaluatedUnixMs, double spotCvd, double perpCvd, Signal? decided, string? holder = null) =>
        await KeepAsync(evaluatedUnixMs, spotCvd, perpCvd, decided is null ? [] : [decided], holder) is [var kept, ..] ? kept : null;

    /// <summary>The same for an evaluation that may give several: each position of the coin has an exit of its own. All of them are kept, or none.</summary>
    public async Task<IReadOnlyList<Signal>> KeepAsync(long evaluatedUnixMs, double spotCvd, double perpCvd, IReadOnlyList<Signal> decided, string? holder = null)
    {
        state.State.EvaluatedUnixMs = evaluatedUnixMs;
        (state.State.SpotCvd, state.State.PerpCvd) = (spotCvd, perpCvd);
        List<Signal> signals = [.. decided.Select(signal => Route(signal, holder))];
        var fresh = signals.FindAll(signal => state.State.Pending.TryAdd(signal.Id, signal));
        if (fresh.Count == 0)
        {
            await WriteAsync();
            return signals;
        }

        fresh.ForEach(signal => _unkept.Add(signal.Id));
        try
        {
            await WriteAsync();

            // They are sent now; they need not be sent again before that.
            _sentUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        }
        catch
        {
            fresh.ForEach(signal => state.State.Pending.Remove(signal.Id));
            throw;
        }
        finally
        {
            fresh.ForEach(signal => _unkept.Remove(signal.Id));
        }

        return signals;
    }

    /// <summary>
    /// Publishes a kept signal and hands it to the executor. The stream tells whoever else listens, and an executor that cannot be called now.
    /// </summary>
    public async Task SendAsync(Signal signal)
    {
        using var step = FlowTracing.OfSignal("signal.send", signal.Id, NameOf(signal));
        if (_fresh.Remove(signal.Id))
        {
            notes?.Given(signal);
        }

        _sentUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await TryAsync(signal, () => publisher.PublishAsync(new(signal, SignalOutcome.Pending), CancellationToken.None));
        await TryAsync(signal, () => stream(NameOf(signal)).OnNextAsync(signal));
        await TryAsync(signal, () => ExecutorOf(signal).SubmitAsync(signal));
    }

    /// <summary>Sends again beside the caller, unless that is under way: an executor that hangs costs a symbol none of its calls.</summary>
    public void BeginResend()
    {
        _sentUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (_resending.IsCompleted)
        {
            _resending = ResendAsync();
        }
    }

    /// <summary>Waits until nothing is sent again any more; what hangs, hangs on, and is sent again after the next start.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _resending.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            OutboxMetrics.Failures.Add(1);
        }
    }

    /// <summary>Hands every pending signal that is kept to the executor itself.</summary>
    public async Task ResendAsync()
    {
        _sentUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        HashSet<string> silent = [];
        foreach (var signal in state.State.Pending.Values.Where(s => !_unkept.Contains(s.Id)).OrderBy(s => s.BarCloseUnixMs).ToList())
        {
            // What an executor does not take, the next of its signals need not be tried with; those of other accounts are.
            var account = NameOf(signal);
            if (!silent.Contains(account) && !await TryAsync(signal, () => ExecutorOf(signal).SubmitAsync(signal)))
            {
                silent.Add(account);
            }
        }
    }

    /// <summary>The executor has a verdict.</summary>
    public Task RemoveAsync(string signalId) =>
        state.State.Pending.Remove(signalId) ? WriteAsync() : Task.CompletedTask;

    private static string NameOf(Signal signal) => signal.Account ?? AccountNames.Main;

    private IExecutorGrain ExecutorOf(Signal signal) => grains.GetGrain<IExecutorGrain>(NameOf(signal));

    private Signal Route(Signal signal, string? holder)
    {
        var account = AccountOf(signal, holder);
        foreach (var (id, earlier) in state.State.Routed)
        {
            if (earlier.BarCloseUnixMs < signal.BarCloseUnixMs - RoutedMs && !state.State.Pending.ContainsKey(id))
            {
                state.State.Routed.Remove(id);
            }
        }

        if (state.State.Routed.TryAdd(signal.Id, new(account, signal.BarCloseUnixMs)))
        {
            _fresh.Add(signal.Id);
        }

        return signal with { Account = account == AccountNames.Main ? null : account };
    }

    // Whoever cannot be reached keeps nobody else from hearing of the signal.
    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps a signal from being handed over, it is sent again; the count and the log say so.")]
    private async Task<bool> TryAsync(Signal signal, Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception e)
        {
            OutboxMetrics.Failures.Add(1);
            OutboxLog.SendFailed(logger, signal.Id, e);
            return false;
        }
    }

    // The state has one writer at a time, and a write that began earlier lacks what was changed since.
    private async Task WriteAsync()
    {
        while (_writing is { IsCompleted: false } earlier)
        {
            await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await (_writing = state.WriteStateAsync());
    }
}
