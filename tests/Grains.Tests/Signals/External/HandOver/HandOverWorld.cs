using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Streams;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Signals.External;
using SqueezeFlow.Grains.Symbols.Strategy;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Signals;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.TestSupport;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Signals.External.HandOver;

/// <summary>
/// The way of one signal from its sender to the inbox, through the classes that go it: disks fill up, calls and answers are lost, the process ends between
/// any two steps and starts anew from what is on disk.
/// </summary>
internal sealed class HandOverWorld
{
    private static readonly ExternalSignal Sent = new() { Id = "1", Symbol = "BTC", Action = SignalAction.Long };

    private readonly Choices _choices;
    private readonly Disk _disk;
    private readonly ManualClock _clock = new();
    private readonly HashSet<string> _traded = [];
    private readonly List<InboxEntry> _toAcknowledge = [];
    private ExternalSignalGrain _sender = null!;
    private SignalOutbox _outbox = null!;
    private TakenSignals _taken = null!;
    private InboxKeeper _inbox = null!;
    private bool _isAnswered;

    public HandOverWorld(Choices choices)
    {
        (_choices, _disk) = (choices, new(choices));
        Start();
    }

    /// <summary>What is wrong at the end.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Ids that the sender was told.</summary>
    public HashSet<string> Told { get; } = [];

    public void Run()
    {
        for (var i = 0; i < 4 && !_isAnswered; i++)
        {
            if (_choices.Take("the sender", "sends", "waits") == "sends")
            {
                Do(SendAsync);
            }

            if (_choices.Take("time", "stands", "passes") == "passes")
            {
                Do(PassAsync);
            }
        }

        _disk.IsQuiet = true;
        for (var i = 0; i < 4; i++)
        {
            Do(PassAsync);
        }

        var wasAnswered = _isAnswered;
        var tradedBefore = _traded.Count;
        Check(!wasAnswered || tradedBefore == 1, $"it was answered, and {tradedBefore} trades came of it");
        Do(SendAsync);
        for (var i = 0; i < 4; i++)
        {
            Do(PassAsync);
        }

        Check(_traded.Count == 1, $"{_traded.Count} trades: {string.Join(", ", _traded)}");
        Check(Told.Count == 1 && Told.SetEquals(_traded), $"the sender was told {string.Join(", ", Told)}");
        Check(_outbox.State.Pending.Count == 0, "the outbox has it still");
        Check(_inbox.All.All(entry => entry.State == IntentState.Filled), "it has no verdict");
    }

    private void Check(bool isRight, string words)
    {
        if (!isRight)
        {
            Wrong.Add(words);
        }
    }

    // Everything that a process holds, from what is on disk.
    private void Start()
    {
        var executor = Double.Of<IExecutorGrain>((method, args) => method.Name == nameof(IExecutorGrain.SubmitAsync) ? CallAsync("submit", () => SubmitAsync((Signal)args[0]!)) : throw Unknown(method));
        var symbol = Double.Of<ISymbolGrain>((method, args) => method.Name switch
        {
            nameof(ISymbolGrain.TakeAsync) => CallAsync("take", () => _taken.TakeAsync((Signal)args[0]!)),
            nameof(ISymbolGrain.FindPriceAsync) => new ValueTask<PriceAnswer>(new PriceAnswer(new PricePoint(0, 100), true)),
            _ => throw Unknown(method),
        });
        var grains = Double.Of<IGrainFactory>((method, _) => method.ReturnType == typeof(IExecutorGrain) ? executor : symbol);
        var publisher = Double.Of<ISignalPublisher>(static (_, _) => Task.CompletedTask);
        var trail = Double.Of<ISignalTrail>(static (_, _) => Task.FromResult<IReadOnlyList<SignalRecord>>([]));
        var stream = Double.Of<IAsyncStream<Signal>>(static (_, _) => Task.CompletedTask);
        var screen = Double.Of<IScreen>(static (_, _) => null);
        var market = Double.Of<IMarketClock>((_, _) => (long?)_clock.GetUtcNow().ToUnixTimeMilliseconds());
        _outbox = new(new DurableState<OutboxState>(_disk, "outbox"), grains, _ => stream, AccountRoutes.MainOnly, publisher, _clock, NullLogger.Instance);
        _taken = new(_outbox, static () => new(1, 2, 99, 101), static () => Task.FromResult<string?>(null), screen, NullLogger.Instance);
        _inbox = new(new DurableState<ExecutorState>(_disk, "inbox"), _clock);
        _toAcknowledge.Clear();
        var desk = new ExternalDesk(grains, new(grains, AccountRoutes.MainOnly), new(), market, publisher, trail, screen, NullLogger<ExternalDesk>.Instance);
        _sender = new(new DurableState<ExternalSignalState>(_disk, "sender"), desk);
    }

    private async Task SendAsync()
    {
        // The answer to the sender may be lost like any other.
        ExternalAnswer answer;
        try
        {
            answer = await CallAsync("answer", () => _sender.GiveAsync(Sent));
        }
        catch (TimeoutException)
        {
            return;
        }

        if (answer.Record is { } record)
        {
            _isAnswered = true;
            Told.Add(record.Signal.Id);
        }
    }

    // Two seconds: the outbox sends again, the executor works and tells its verdicts.
    private async Task PassAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(2));
        await _outbox.ResendAsync();
        foreach (var entry in _inbox.Pending.ToList())
        {
            // That an entry of the inbox is one trade at most is shown elsewhere.
            _traded.Add(entry.Signal.Id);
            var filled = entry with { State = IntentState.Filled, UpdatedAt = _clock.GetUtcNow() };
            await TryAsync(() => _inbox.KeepAsync(filled));
            _toAcknowledge.Add(filled);
        }

        foreach (var verdict in _toAcknowledge.ToList())
        {
            _toAcknowledge.Remove(verdict);
            await TryAsync(() => CallAsync("acknowledge", () => _outbox.RemoveAsync(verdict.Signal.Id)));
        }
    }

    private async Task SubmitAsync(Signal signal)
    {
        if (_inbox.Find(signal.Id) is not { } known)
        {
            await _inbox.KeepAsync(new(signal, IntentState.Received, 0, _clock.GetUtcNow()));
        }
        else if (known.IsFinal)
        {
            _toAcknowledge.Add(known);
        }
    }

    private static async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception failure) when (failure is IOException or TimeoutException)
        {
            // It comes again.
        }
    }

    private async Task<T> CallAsync<T>(string name, Func<Task<T>> call)
    {
        var way = _disk.IsQuiet ? "arrives" : _choices.Take($"call {name}", "arrives", "lost", "answer lost");
        if (way == "lost")
        {
            throw new TimeoutException(name);
        }

        var answer = await call();
        return way == "answer lost" ? throw new TimeoutException(name) : answer;
    }

    private async Task CallAsync(string name, Func<Task> call) => await CallAsync(name, async () =>
    {
        await call();
        return true;
    });

    // Nothing here waits for anything outside: what does not end at once never would.
    private void Do(Func<Task> step)
    {
        var doing = step();
        Assert.True(doing.IsCompleted, "a step waits for something");
        switch (doing.Exception?.InnerException)
        {
            case null:
                break;
            case Died:
                Start();
                break;
            case { } failure:
                Wrong.Add(failure.ToString());
                break;
        }
    }

    private static NotSupportedException Unknown(MethodInfo method) => new(method.ToString());
}
