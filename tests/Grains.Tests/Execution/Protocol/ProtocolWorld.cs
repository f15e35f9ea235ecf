using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Execution.Protocol;

/// <summary>
/// Outboxes, an executor that is killed and started again, and a bot: twelve minutes of signals while all kinds of things go wrong, then ten in
/// which nothing does. One thread and one clock, so that a seed always gives the same run.
/// </summary>
internal sealed class ProtocolWorld : IMarketPrices, IMarketClock
{
    private const int Coins = 20;
    private const int Entries = 60;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Trouble = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(10);

    private readonly ManualClock _clock = new(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ModelScheduler _scheduler = new();
    private readonly ModelDisk _disk = new();
    private readonly ModelTrail _trail = new();
    private readonly FaultPlan _faults;
    private readonly ModelBot _bot;
    private readonly Random _random;
    private readonly ExecutionOptions _options = new() { MaxOpenPositions = 16 };
    private readonly Dictionary<string, Signal> _outbox = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InboxEntry> _verdicts = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset At, Signal Signal)> _planned = [];
    private readonly List<Task> _calls = [];
    private readonly List<string> _problems = [];
    private Life _life = new();
    private ModelGateway? _gateway;
    private ModelExecutor? _executor;
    private DateTimeOffset _startsAt;
    private DateTimeOffset _sentAt;
    private DateTimeOffset _beatAt;
    private int _foreign;
    private int _exits;

    private ProtocolWorld(int seed)
    {
        _faults = new(seed);
        _random = new(seed ^ 0x5eed);
        _bot = new(_clock);
    }

    public long? NowUnixMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Kills of the service.</summary>
    public int Kills { get; private set; }

    /// <summary>Signals by what became of them.</summary>
    public IEnumerable<InboxEntry> Verdicts => _verdicts.Values;

    /// <summary>What should not have been.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What happened to the signals that are named in problems.</summary>
    public IEnumerable<string> Stories => _bot.Story.Where(line => _problems.Exists(problem => line.Contains(problem.Split(' ')[0], StringComparison.Ordinal)));

    /// <summary>Runs a seed to its end.</summary>
    public static ProtocolWorld Run(int seed)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var world = new ProtocolWorld(seed);
            world.Run();
            return world;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public Task<PricePoint?> FirstTradeAtOrAfterAsync(string baseSymbol, long unixMs, CancellationToken cancellationToken) => LatestAsync(baseSymbol, cancellationToken);

    public Task<PricePoint?> LatestAsync(string baseSymbol, CancellationToken cancellationToken) => Task.FromResult<PricePoint?>(new(NowUnixMs!.Value, 100));

    private void Run()
    {
        var (begun, end) = (_clock.GetUtcNow(), _clock.GetUtcNow() + Trouble);
        for (var i = 0; i < Entries; i++)
        {
            var at = begun + TimeSpan.FromSeconds(_random.Next(1, (int)Trouble.TotalSeconds - 60));
            _planned.Add((at, SignalMapping.Entry($"C{_random.Next(Coins)}", PositionSide.Long, 100, 7, 0.75, "test", at.ToUnixTimeMilliseconds())));
        }

        while (_clock.GetUtcNow() < end)
        {
            Trip();
            Step();
        }

        (_faults.IsOver, _faults.IsAway, _disk.IsFull, _disk.KillsBeforeWrite) = (true, false, false, null);
        while (_clock.GetUtcNow() < end + Calm)
        {
            Step();
        }

        Judge();
    }

    private void Step()
    {
        Give();
        Live();
        _clock.Advance(Tick);
        _bot.Run();
        _scheduler.Run();
        foreach (var call in _calls.Where(static call => call is { IsFaulted: true, Exception.InnerException: not IOException }))
        {
            _problems.Add($"a call ended with {call.Exception!.InnerException}");
        }

        _calls.RemoveAll(static call => call.IsCompleted);
        if (!_life.IsOver)
        {
            _trail.Write();
        }
    }

    // What a strategy decides goes into its outbox, and stays there until it has a verdict.
    private void Give()
    {
        var now = _clock.GetUtcNow();
        foreach (var (_, signal) in _planned.FindAll(item => item.At <= now))
        {
            _outbox.TryAdd(signal.Id, signal);
        }

        _planned.RemoveAll(item => item.At <= now);
    }

    private void Live()
    {
        var now = _clock.GetUtcNow();
        if (_life.IsOver)
        {
            Kills++;
            _trail.Lose();
            (_executor, _life) = (null, new());
            _startsAt = now + TimeSpan.FromMilliseconds(_random.Next(0, 8_000));
        }

        if (_executor is null && now >= _startsAt)
        {
            _gateway = new(_bot, _disk, _life, _faults, _clock);
            _executor = new(_disk.Open(_life), _gateway, this, this, _options, _clock, Hear, new(new(_trail, this, _clock)));
        }

        if (_executor is not { } executor)
        {
            return;
        }

        if (now - _beatAt >= TimeSpan.FromSeconds(1))
        {
            _beatAt = now;
            Call(() => { executor.Beat(); return Task.CompletedTask; });
        }

        if (now - _sentAt >= TimeSpan.FromSeconds(2))
        {
            _sentAt = now;
            foreach (var signal in _outbox.Values.OrderBy(signal => signal.BarCloseUnixMs).ToList())
            {
                Call(() => executor.SubmitAsync(signal));
            }
        }
    }

    private void Call(Func<Task> call) =>
        _calls.Add(Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.None, _scheduler).Unwrap());

    private void Hear(InboxEntry verdict)
    {
        var id = verdict.Signal.Id;
        _bot.Tell(verdict.Signal.PositionId ?? id, $"{(verdict.IsEntry ? "entry" : "exit")} {verdict.InWords}");
        _outbox.Remove(id);
        var isNews = _verdicts.GetValueOrDefault(id)?.State != verdict.State;
        _verdicts[id] = verdict;
        if (isNews && verdict is { IsEntry: true, State: IntentState.Filled })
        {
            // A strategy gives one exit of a coin for each bar: no two have the same time.
            var at = _clock.GetUtcNow() + TimeSpan.FromSeconds(_random.Next(150, 400)) + TimeSpan.FromMilliseconds(++_exits);
            _planned.Add((at, SignalMapping.Close(verdict.Signal.BaseSymbol, 101, 1, "test", at.ToUnixTimeMilliseconds(), id, verdict.TradeId)));
        }
    }

    private void Trip()
    {
        var draw = _random.NextDouble();
        if (draw < 0.0005)
        {
            _life.Kill();
        }
        else if (draw < 0.001)
        {
            _faults.IsAway = true;
            _bot.Later(TimeSpan.FromSeconds(_random.Next(5, 120)), () => _faults.IsAway = false);
        }
        else if (draw < 0.0015)
        {
            _disk.IsFull = true;
            _bot.Later(TimeSpan.FromSeconds(_random.Next(1, 30)), () => _disk.IsFull = false);
        }
        else if (draw < 0.003)
        {
            OpenForeign();
        }
        else if (draw < 0.005)
        {
            // Long after its order: one that is carried out a minute late finds its pair taken.
            var old = NowUnixMs - 120_000;
            var ours = _bot.Open.Where(trade => trade.IsFilled && trade.OpenedUnixMs < old && OwnTags.IsOurs(trade.Tag)).ToList();
            if (ours.Count > 0)
            {
                _bot.Close(ours[_random.Next(ours.Count)], "stop_loss");
            }
        }
        else if (draw < 0.0052 && _executor?.Inbox.Pending.Any() == false && _outbox.Count == 0 && !_bot.HasMore)
        {
            // An order that it forgets before it is carried out, or found, is beyond what anybody can tell.
            _bot.Replace();
        }
    }

    private void OpenForeign()
    {
        if (_bot.Enter($"by-hand-{++_foreign}", $"C{_random.Next(Coins)}") is { } trade)
        {
            _bot.Later(TimeSpan.FromSeconds(_random.Next(20, 200)), () => _bot.Close(trade, "owner"));
        }
    }

    private void Judge()
    {
        foreach (var trades in _bot.Ever.Where(trade => OwnTags.IsOurs(trade.Tag) && trade.IsFilled).GroupBy(trade => trade.Tag).Where(group => group.Count() > 1))
        {
            _problems.Add($"{trades.Key} has {trades.Count()} trades");
        }

        _problems.AddRange(_bot.Open.Where(trade => OwnTags.IsOurs(trade.Tag)).Select(trade => $"{trade.Tag} is still open, its verdict is {_verdicts.GetValueOrDefault(trade.Tag)?.InWords}"));
        _problems.AddRange(_bot.Ever.Where(trade => !OwnTags.IsOurs(trade.Tag) && trade.ExitReason is not (null or "owner" or "another database")).Select(trade => $"{trade.Tag} was closed by {trade.ExitReason}"));
        _problems.AddRange(_outbox.Keys.Select(id => $"{id} has no verdict"));
        _problems.AddRange(_planned.Select(item => $"{item.Signal.Id} was never given"));
        _problems.AddRange(_verdicts.Values
            .Where(verdict => verdict is { IsEntry: true, State: IntentState.Filled } && !_bot.Ever.Any(trade => trade.Tag == verdict.Signal.Id))
            .Select(verdict => $"{verdict.Signal.Id} was booked as filled and has no trade"));
        _problems.AddRange(_verdicts.Values.Where(verdict => verdict is { IsEntry: false, State: IntentState.Expired or IntentState.NotOpened }).Select(verdict => $"exit {verdict.Signal.Id} ended as {verdict.InWords}"));
        _problems.AddRange(_verdicts.Values.Select(_trail.FaultOf).OfType<string>());
        if (_executor is not { } executor)
        {
            _problems.Add("the service is not there");
            return;
        }

        _problems.AddRange(executor.Inbox.Pending.Select(entry => $"{entry.Signal.Id} is still {entry.InWords}"));
        _problems.AddRange(executor.Inbox.All.Where(entry => entry.IsLiving).Select(entry => $"{entry.Signal.Id} is taken for open"));
        _problems.AddRange(executor.Alarms.Select(entry => $"the alarm of {entry.Signal.Id} is not cleared"));
        if (_gateway!.MostEntries > 1)
        {
            _problems.Add($"{_gateway.MostEntries} entries were in flight");
        }

        if (executor.Figures.Open != _bot.Open.Count())
        {
            _problems.Add($"{_bot.Open.Count()} positions are open, {executor.Figures.Open} are known");
        }
    }
}
