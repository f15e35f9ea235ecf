using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Steps;
using SqueezeFlow.Grains.Execution.Trail;
using SqueezeFlow.Grains.Execution.Watch;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Tests.Execution.Protocol;

/// <summary>The executor's own classes, put together as the grain does, over a state and an account that may fail.</summary>
internal sealed class ModelExecutor : IWatchedOrders
{
    private readonly InboxKeeper _inbox;
    private readonly OrderFloor _floor;
    private readonly AccountWatch _watch;
    private readonly ExitAlarms _alarms;
    private readonly TimeProvider _clock;
    private readonly Action<InboxEntry> _tell;
    private Task _looking = Task.CompletedTask;

    public ModelExecutor(
        IPersistentState<ExecutorState> state,
        IOrderGateway gateway,
        IMarketPrices prices,
        IMarketClock market,
        ExecutionOptions options,
        TimeProvider clock,
        Action<InboxEntry> tell,
        OrderNotes notes)
    {
        (_clock, _tell) = (clock, tell);
        var desk = Desks.Of(gateway, prices, new ScriptedCertainty(), market, options, new EvaluationOptions(), clock, notes);
        _inbox = new(state, clock, notes);
        _floor = new(_inbox, desk, KeepAsync, clock, NullLogger.Instance, CancellationToken.None);
        _watch = new(new AccountBook(gateway, clock), _inbox, this, options.Orphans, market, clock, NullLogger.Instance, notes);
        _alarms = new(clock, NullLogger.Instance);
        _inbox.LookAtSent();
        foreach (var entry in _inbox.All)
        {
            notes.Resumes(entry);
        }

        foreach (var entry in _inbox.Pending)
        {
            _alarms.Note(entry);
        }
    }

    public InboxKeeper Inbox => _inbox;

    public IEnumerable<InboxEntry> Alarms => _alarms.Raised;

    public WatchFigures Figures => _watch.Figures;

    /// <summary>What the grain's timer does each second.</summary>
    public void Beat()
    {
        if (_looking.IsCompleted)
        {
            _looking = _watch.LookAsync(CancellationToken.None);
        }

        _floor.Begin();
    }

    public async Task KeepAsync(InboxEntry entry)
    {
        _alarms.Note(entry);
        await _inbox.KeepAsync(entry);
        if (entry.IsFinal)
        {
            _tell(entry);
        }
    }

    public async Task SubmitAsync(Signal signal)
    {
        if (_inbox.Find(signal.Id) is not { } known)
        {
            await KeepAsync(new(signal, IntentState.Received, 0, _clock.GetUtcNow()));
        }
        else if (known.IsFinal)
        {
            _tell(known);
        }

        _floor.Begin();
    }

    public void Wake() => _floor.Wake();

    public void OnEnded(InboxEntry entry, Position? closed)
    {
    }

    public void OnChanged(string baseSymbol)
    {
    }
}
