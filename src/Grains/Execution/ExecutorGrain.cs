using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using Orleans.Streams.Core;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Execution.Results;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Execution;

/// <inheritdoc cref="IExecutorGrain"/>
[KeepAlive]
[ImplicitStreamSubscription(SignalChannel.Namespace)]
internal sealed class ExecutorGrain(
    [PersistentState("inbox", GrainStateStorage.Name)] IPersistentState<ExecutorState> state,
    OrderDesk desk,
    IOrderGateway gateway,
    ISignalPublisher publisher,
    IScreen screen,
    PositionViews views,
    ResultWatch results,
    ExecutionEnd end,
    IMarketClock market,
    IOptions<EvaluationOptions> evaluation,
    TimeProvider clock,
    ILogger<ExecutorGrain> logger) : Grain, IExecutorGrain, IStreamSubscriptionObserver, IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SettleWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PortfolioAge = TimeSpan.FromSeconds(1);

    private readonly InboxKeeper _inbox = new(state, clock);
    private readonly Dictionary<string, TaskCompletionSource<SignalRecord>> _waiting = [];
    private readonly Queue<InboxEntry> _toAcknowledge = new();
    private readonly CancellationTokenSource _stopping = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
    private Task _work = Task.CompletedTask;
    private Task _looking = Task.CompletedTask;
    private PortfolioReader _portfolio = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _inbox.LookAtSent();

        // Where bars are evaluated in order, each must see what the one before it has done.
        _portfolio = new(gateway, evaluation.Value.Mode.RunsByWallTime ? PortfolioAge : TimeSpan.Zero, clock, _stopping.Token);
        this.RegisterGrainTimer(
            static (self, _) => { self.Work(); self.Look(); return Task.CompletedTask; },
            this,
            new GrainTimerCreationOptions(TimeSpan.Zero, Retry) { Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_work, _looking).WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<Signal>().ResumeAsync((signal, _) => _inbox.Find(signal.Id) is null ? SubmitAsync(signal) : Task.CompletedTask);

    public ValueTask EnsureAsync()
    {
        Work();
        return default;
    }

    public async Task SubmitAsync(Signal signal)
    {
        if (_inbox.Find(signal.Id) is not { } known)
        {
            await KeepAsync(new(signal, IntentState.Received, 0, clock.GetUtcNow()));
        }
        else if (known.IsFinal)
        {
            // Never answered from here: the sender waits for this call and could not take the verdict.
            _toAcknowledge.Enqueue(known);
        }

        Work();
    }

    public async Task<SignalRecord?> SettleAsync(string signalId)
    {
        if (_inbox.Find(signalId) is { IsFinal: true } known)
        {
            return known.ToRecord();
        }

        if (!_waiting.TryGetValue(signalId, out var waiter))
        {
            _waiting[signalId] = waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var first = await Task.WhenAny(waiter.Task, Task.Delay(SettleWait, clock, _stopping.Token));
        return first == waiter.Task ? await waiter.Task : null;
    }

    public async Task<PortfolioAnswer> GetPortfolioAsync(string baseSymbol)
    {
        var (portfolio, problem) = await _portfolio.ReadAsync();
        var inFlight = _inbox.Pending.Any(e => e.IsEntry && e.Signal.BaseSymbol == baseSymbol);
        if (portfolio is null)
        {
            return new(null, null, null, inFlight) { Problem = problem };
        }

        var position = portfolio.Positions.FirstOrDefault(p => p.BaseSymbol == baseSymbol);
        return new(portfolio.Account, position, position is null ? null : _inbox.BaselineOf(position.Tag), inFlight);
    }

    public ValueTask<IReadOnlyList<OrderIntent>> GetOrdersAsync(int limit) =>
        new(_inbox.All.OrderByDescending(e => e.Signal.BarCloseUnixMs).ThenBy(e => e.Signal.Id, StringComparer.Ordinal).Take(limit).Select(e => e.ToIntent()).ToArray());

    public Task<IReadOnlyList<PositionView>> GetPositionsAsync(int closed) => views.ReadAsync(gateway, closed, _stopping.Token);

    public async Task<Account?> GetAccountAsync()
    {
        try
        {
            return await gateway.GetAccountAsync(_stopping.Token);
        }
        catch (IOException)
        {
            ExecutorMetrics.Failures.Add(1);
            return null;
        }
    }

    public async Task SetPausedAsync(bool paused)
    {
        await _inbox.SetPausedAsync(paused);
        Work();
    }

    public ValueTask<bool> IsPausedAsync() => new(state.State.IsPaused);

    public async Task<OrderResult> CloseAsync(string tradeId)
    {
        var positions = await gateway.GetOpenPositionsAsync(_stopping.Token);
        if (positions.FirstOrDefault(p => p.TradeId == tradeId) is not { } position)
        {
            return OrderResult.Refused($"no open position has the id {tradeId}");
        }

        try
        {
            return await gateway.ExitAsync(new(tradeId, position.Tag, "manual", market.NowUnixMs ?? position.OpenedUnixMs), _stopping.Token);
        }
        finally
        {
            _portfolio.Forget();
            LookAtOnce();
        }
    }

    private void LookAtOnce()
    {
        results.Nudge();
        Look();
    }

    // Beside the orders: no signal waits for it.
    private void Look()
    {
        if (_looking.IsCompleted)
        {
            _looking = results.LookAsync(_stopping.Token);
        }
    }

    private void Work()
    {
        if (_work.IsCompleted)
        {
            _work = WorkAsync();
        }
    }

    // Not a request of its own: reads and new signals are answered while an order is under way.
    private async Task WorkAsync()
    {
        while (_toAcknowledge.TryDequeue(out var verdict))
        {
            await AcknowledgeAsync(verdict);
        }

        while (!_stopping.IsCancellationRequested && _inbox.Next(state.State.IsPaused) is { } entry)
        {
            try
            {
                if (!await StepAsync(entry))
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                ExecutorMetrics.Failures.Add(1);
                ExecutorLog.StepFailed(logger, entry.Signal.Id, e);
                return;
            }
        }
    }

    /// <summary>One step of one signal; false when the next try should wait for the timer.</summary>
    private async Task<bool> StepAsync(InboxEntry entry)
    {
        if (entry.State is IntentState.Sent or IntentState.Unknown)
        {
            var looked = await desk.LookAsync(entry, _stopping.Token);
            await KeepAsync(looked);
            return looked.State != IntentState.Unknown;
        }

        if (entry.IsEntry && desk.IsFresh(entry.Signal) is null)
        {
            return false;
        }

        if (await desk.RefuseAsync(entry, _stopping.Token) is { } verdict)
        {
            await KeepAsync(verdict);
            return true;
        }

        var sent = entry with { State = IntentState.Sent, Attempts = entry.Attempts + 1, UpdatedAt = clock.GetUtcNow() };
        await KeepAsync(sent);
        var answered = await desk.SendAsync(sent, _stopping.Token);
        await KeepAsync(answered);
        return answered.IsFinal;
    }

    private async Task KeepAsync(InboxEntry entry)
    {
        _portfolio.Forget();
        await _inbox.KeepAsync(entry);
        screen.Publish(EventKinds.Order, entry.Signal.BaseSymbol, entry.ToIntent());
        if (entry.IsFinal)
        {
            ExecutorMetrics.Verdicts.Add(1, new KeyValuePair<string, object?>("state", entry.State.ToString()));
            ExecutorLog.Verdict(logger, entry.Signal.Id, entry.InWords);
            if (entry is { IsEntry: false, State: IntentState.Filled })
            {
                LookAtOnce();
            }

            await AcknowledgeAsync(entry);
            if (_waiting.Remove(entry.Signal.Id, out var waiter))
            {
                waiter.TrySetResult(entry.ToRecord());
            }
        }
    }

    private async Task AcknowledgeAsync(InboxEntry entry)
    {
        try
        {
            await publisher.PublishAsync(entry.ToRecord(), _stopping.Token);
            await GrainFactory.GetGrain<ISymbolGrain>(entry.Signal.BaseSymbol).AcknowledgeAsync(entry.Signal.Id, entry.ToRecord());
        }
        catch (Exception e) when (e is IOException or TimeoutException or OrleansException)
        {
            ExecutorMetrics.Failures.Add(1);
            ExecutorLog.AckFailed(logger, entry.Signal.Id, e);
        }
    }
}
