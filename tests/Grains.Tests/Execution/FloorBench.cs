using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Steps;
using SqueezeFlow.Grains.Execution.Telling;
using SqueezeFlow.Grains.Execution.Trail;
using SqueezeFlow.Grains.Execution.Watch;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Signals.Trail;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Grains.Tests.Execution.Trail;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>The executor's own classes as the grain puts them together, on one thread and a clock that the test drives.</summary>
internal sealed class FloorBench : IWatchedOrders
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly ModelScheduler _scheduler = new();
    private readonly List<Task> _calls = [];
    private readonly ExitAlarms _alarms;
    private Task _looking = Task.CompletedTask;
    private TimeSpan _beaten;

    public FloorBench(ExecutionOptions? options = null, FloorBench? before = null)
    {
        (Clock, State, Gateway) = (before?.Clock ?? new(DateTimeOffset.UtcNow), before?.State ?? new(), before?.Gateway ?? new());
        Steps = before?.Steps ?? new();
        Signals = new(Steps, Market, Clock);
        Notes = new(Signals);
        var limits = options ?? new() { MaxOpenPositions = 5 };
        Gateway.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money with { MaxOpenPositions = 100 });
        var desk = Desks.Of(Gateway, Prices, new ScriptedCertainty(), Market, limits, new EvaluationOptions(), Clock, Notes);
        Inbox = new(State, Clock, Notes);
        Floor = new(Inbox, desk, KeepAsync, Clock, Log, CancellationToken.None);
        Book = new(Gateway, Clock);
        Watch = new(Book, Inbox, this, limits.Orphans, Market, Clock, Log, Notes);
        _alarms = new(Clock, Log);
        Notices = new(Notifier, Inbox);
    }

    public ManualClock Clock { get; }

    public ScriptedGateway Gateway { get; }

    public ScriptedPrices Prices { get; } = new();

    public MarketTime Market { get; } = new();

    public KeptState<ExecutorState> State { get; }

    public ToldLog Log { get; } = new();

    public StepList Steps { get; }

    public SignalNotes Signals { get; }

    public OrderNotes Notes { get; }

    public InboxKeeper Inbox { get; }

    public OrderFloor Floor { get; }

    public AccountBook Book { get; }

    public AccountWatch Watch { get; }

    public IEnumerable<InboxEntry> Alarms => _alarms.Raised;

    /// <summary>Verdicts, in order.</summary>
    public List<InboxEntry> Verdicts { get; } = [];

    public ToldNotices Notifier { get; } = new();

    public ExecutionNotices Notices { get; }

    public int Wakes { get; private set; }

    /// <summary>Called in the middle of a look, when a position is found to be gone.</summary>
    public Action? Changed { get; set; }

    /// <summary>A position of ours, and its entry in the inbox.</summary>
    public Signal Own(string coin, long close = 1)
    {
        var signal = SignalMapping.Entry(coin, PositionSide.Long, 100, 7, 0.75, "test", close);
        var position = Gateway.Hold(signal.Id, coin);
        State.State.Entries[signal.Id] = new(signal, IntentState.Filled, 1, Clock.GetUtcNow()) { TradeId = position.TradeId };
        return signal;
    }

    /// <summary>What the grain does when it is activated: a service over the state, the account and the steps of another, which was killed.</summary>
    public static FloorBench StartAfter(FloorBench killed)
    {
        var bench = new FloorBench(before: killed);
        bench.Inbox.LookAtSent();
        foreach (var entry in bench.Inbox.All)
        {
            bench.Notes.Resumes(entry);
        }

        return bench;
    }

    /// <summary>The exit of a position.</summary>
    public Signal ExitOf(Signal entry) =>
        SignalMapping.Close(entry.BaseSymbol, 101, 1, "test", Market.NowUnixMs!.Value, entry.Id, State.State.Entries[entry.Id].TradeId);

    /// <summary>Gives signals at once.</summary>
    public void Give(params Signal[] signals)
    {
        foreach (var signal in signals)
        {
            Do(() => SubmitAsync(signal));
        }
    }

    /// <summary>Time goes by, the grain's timer and the looks at the account with it.</summary>
    public void Pass(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += Tick)
        {
            Clock.Advance(Tick);
            _scheduler.Run();
            _beaten += Tick;
            if (_beaten >= TimeSpan.FromSeconds(1))
            {
                _beaten = TimeSpan.Zero;
                Do(BeatAsync);
            }
        }
    }

    /// <summary>One look at the account, now.</summary>
    public void Look()
    {
        Watch.Nudge();
        Do(() => Watch.LookAsync(CancellationToken.None));
    }

    public async Task KeepAsync(InboxEntry entry)
    {
        _alarms.Note(entry);
        Notices.Note(Inbox.Find(entry.Signal.Id), entry);
        await Inbox.KeepAsync(entry);
        if (entry.IsFinal)
        {
            Verdicts.Add(entry);
        }
    }

    public async Task SubmitAsync(Signal signal)
    {
        if (Inbox.Find(signal.Id) is null)
        {
            await KeepAsync(new(signal, IntentState.Received, 0, Clock.GetUtcNow()) { GivenAt = Notes.TakeGivenAt(signal.Id) });
        }
        else
        {
            Notes.Repeats(Inbox.Find(signal.Id)!);
        }

        Floor.Begin();
    }

    public void Wake()
    {
        Wakes++;
        Floor.Wake();
    }

    public void OnEnded(InboxEntry entry, Position? closed) => Notices.NoteEnd(entry, closed);

    public void OnChanged(string baseSymbol) => Changed?.Invoke();

    public IntentState? StateOf(Signal signal) => Inbox.Find(signal.Id)?.State;

    private Task BeatAsync()
    {
        if (_looking.IsCompleted)
        {
            _looking = Watch.LookAsync(CancellationToken.None);
        }

        Floor.Begin();
        return Task.CompletedTask;
    }

    private void Do(Func<Task> call)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _calls.Add(Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.None, _scheduler).Unwrap());
            _scheduler.Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        Assert.DoesNotContain(_calls, static called => called is { IsFaulted: true, Exception.InnerException: not IOException });
        _calls.RemoveAll(static called => called.IsCompleted);
    }
}
