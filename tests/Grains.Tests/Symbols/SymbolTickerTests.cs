using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Interfaces.Symbols;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>Whom the silo's clock calls, and when.</summary>
public sealed class SymbolTickerTests : IDisposable
{
    private readonly WatchedClock _clock = new();
    private readonly SymbolTicker _ticker;
    private readonly List<string> _called = [];

    public SymbolTickerTests() => _ticker = new(_clock, NullLogger<SymbolTicker>.Instance);

    public void Dispose() => _ticker.Dispose();

    [Fact]
    public void Only_symbols_that_are_due_are_called()
    {
        var btc = Join("BTC");
        var eth = Join("ETH");
        Join("SOL");
        btc.Set(_clock.NowUnixMs);
        eth.Set(_clock.NowUnixMs + 1);

        _ticker.CallDue();
        Assert.Equal(["BTC"], _called);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _ticker.CallDue();
        _clock.Advance(TimeSpan.FromDays(1));
        _ticker.CallDue();

        Assert.Equal(["BTC", "ETH"], _called);
    }

    [Fact]
    public void One_that_has_left_is_not_called()
    {
        var btc = Join("BTC");
        btc.Set(_clock.NowUnixMs);
        _ticker.Leave(btc);

        _ticker.CallDue();

        Assert.Empty(_called);
    }

    [Fact]
    public async Task No_second_call_is_made_while_one_is_under_way()
    {
        var answer = new TaskCompletionSource();
        var ended = 0;
        var alarm = Join("BTC", async () =>
        {
            await answer.Task;
            ended++;
        });
        alarm.Set(_clock.NowUnixMs);
        _ticker.CallDue();

        alarm.Set(_clock.NowUnixMs);
        _ticker.CallDue();
        Assert.Equal((1, 0), (_called.Count, ended));
        answer.SetResult();
        await Task.Yield();
        _ticker.CallDue();

        Assert.Equal((2, 2), (_called.Count, ended));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_call_that_fails_is_made_again(string failure)
    {
        var alarm = Join("BTC", () => _called.Count > 2 ? Task.CompletedTask : throw Failure(failure));
        alarm.Set(_clock.NowUnixMs);

        for (var second = 0; second < 6; second++)
        {
            _ticker.CallDue();
            _ticker.CallDue();
            Assert.Equal(Math.Min(second + 1, 3), _called.Count);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task All_symbols_are_told_while_others_come_and_go()
    {
        var stays = Join("BTC");
        using var done = new CancellationTokenSource();
        var coming = Task.Run(
            () =>
            {
                var come = new Queue<SymbolAlarm>();
                while (!done.IsCancellationRequested)
                {
                    come.Enqueue(Join("ETH"));
                    if (come.Count > 200)
                    {
                        come.ToList().ForEach(_ticker.Leave);
                        come.Clear();
                    }
                }
            },
            TestContext.Current.CancellationToken);

        for (var i = 0; i < 5_000; i++)
        {
            Assert.Contains(_ticker.Present, symbol => symbol.Key == stays);
        }

        await done.CancelAsync();
        await coming;
    }

    [Fact]
    public async Task It_looks_by_itself_every_period()
    {
        var called = new SemaphoreSlim(0);
        var alarm = Join("BTC", () =>
        {
            called.Release();
            return Task.CompletedTask;
        });
        await _ticker.StartAsync(CancellationToken.None);
        await _clock.ArmedAsync();
        for (var i = 1; i <= 3; i++)
        {
            alarm.Set(_clock.NowUnixMs);
            _clock.Advance(SymbolTicker.Period);
            Assert.True(await called.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            Assert.Equal(i, _called.Count);
        }

        await _ticker.StopAsync(CancellationToken.None);
    }

    public static TheoryData<string> Failures => [nameof(TimeoutException), nameof(IOException), nameof(InvalidOperationException), nameof(OperationCanceledException)];

    private static Exception Failure(string name) => name switch
    {
        nameof(TimeoutException) => new TimeoutException("test"),
        nameof(IOException) => new IOException("test"),
        nameof(InvalidOperationException) => new InvalidOperationException("test"),
        _ => new OperationCanceledException("test"),
    };

    private SymbolAlarm Join(string symbol, Func<Task>? call = null) => _ticker.Join(symbol, Double.Of<ISymbolGrain>((method, _) =>
    {
        Assert.Equal(nameof(ISymbolGrain.TickAsync), method.Name);
        _called.Add(symbol);
        return new ValueTask(call?.Invoke() ?? Task.CompletedTask);
    }));
}
