using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Symbols;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Signals;

/// <summary>A schedule over symbols with closed bars, and an executor; what it does is told in words, e.g. <c>A 300</c>.</summary>
internal sealed class ScheduleBench : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedSet<long>> _bars = [];
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private readonly List<string> _all = [];

    public ScheduleBench()
    {
        var executor = Double.Of<IExecutorGrain>((method, arguments) => method.Name == nameof(IExecutorGrain.SettleAsync)
            ? SettleAsync((string)arguments[0]!)
            : throw new NotSupportedException(method.Name));
        var grains = Double.Of<IGrainFactory>((method, arguments) =>
            method.ReturnType == typeof(IExecutorGrain) ? executor : Symbol((string)arguments[0]!));
        Schedule = new(grains, Cycle, Clock, NullLogger<OrderedSchedule>.Instance);
    }

    public OrderedSchedule Schedule { get; }

    public CycleClock Cycle { get; } = new();

    public ImpatientClock Clock { get; } = new();

    /// <summary>What else happens when a bar is evaluated, by its words; answers the signals given.</summary>
    public Dictionary<string, Func<Task<IReadOnlyList<string>>>> On { get; } = [];

    /// <summary>Times that the executor does not know a signal yet.</summary>
    public int Unknown { get; set; }

    /// <summary>Everything so far.</summary>
    public IReadOnlyList<string> Told
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>Bars of a symbol are closed up to the last of these.</summary>
    public void Ready(string symbol, params long[] closes)
    {
        lock (_gate)
        {
            _bars.TryAdd(symbol, []);
            _bars[symbol].UnionWith(closes);
        }

        Schedule.OnReady(symbol, closes.Max());
    }

    public Task StartAsync() => Schedule.StartAsync(TestContext.Current.CancellationToken);

    public Task CompleteAsync() =>
        Schedule.CompleteAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    /// <summary>Waits until this has happened.</summary>
    public async Task WaitForAsync(string words)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (await _told.Reader.ReadAsync(patience.Token) != words)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Schedule.StopAsync(CancellationToken.None);
        Schedule.Dispose();
    }

    private ISymbolGrain Symbol(string symbol) => Double.Of<ISymbolGrain>((method, arguments) => method.Name switch
    {
        nameof(ISymbolGrain.NextReadyAsync) => new ValueTask<long>(Next(symbol)),
        nameof(ISymbolGrain.EvaluateAsync) => EvaluateAsync(symbol, (long)arguments[0]!),
        nameof(ISymbolGrain.EnsureAsync) => Ensure(symbol),
        _ => throw new NotSupportedException(method.Name),
    });

    private long Next(string symbol)
    {
        lock (_gate)
        {
            return _bars.TryGetValue(symbol, out var bars) && bars.Count > 0 ? bars.Min : 0;
        }
    }

    private async Task<IReadOnlyList<string>> EvaluateAsync(string symbol, long through)
    {
        var close = Next(symbol);
        if (close == 0 || close > through)
        {
            return [];
        }

        // Told with the time of the cycle where the two differ.
        Tell(Cycle.NowUnixMs == close ? $"{symbol} {close}" : $"{symbol} {close} at {Cycle.NowUnixMs}");
        var given = On.TryGetValue($"{symbol} {close}", out var more) ? await more() : [];
        lock (_gate)
        {
            _bars[symbol].Remove(close);
        }

        return given;
    }

    private object Ensure(string symbol)
    {
        Tell($"ensure {symbol}");
        return default(ValueTask);
    }

    private Task<SignalRecord?> SettleAsync(string signalId)
    {
        Tell($"settle {signalId}");
        var isKnown = Unknown-- <= 0;
        var signal = SignalMapping.Entry("A", PositionSide.Long, 100, 7, 0.75, "test", 300);
        return Task.FromResult(isKnown ? new SignalRecord(signal, SignalOutcome.Filled, null, 100) : null);
    }

    private void Tell(string words)
    {
        lock (_gate)
        {
            _all.Add(words);
        }

        _told.Writer.TryWrite(words);
    }
}
