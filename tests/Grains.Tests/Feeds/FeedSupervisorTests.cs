using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Grains.Feeds;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>The rounds of the supervisor while one venue hangs.</summary>
public sealed class FeedSupervisorTests
{
    private const int MostSteps = 2_000;

    [Fact]
    public async Task A_venue_that_hangs_costs_the_others_no_round()
    {
        var clock = new ManualClock();
        var (hanging, sound) = (new CalledExchange { Hangs = new TaskCompletionSource().Task }, new CalledExchange());
        var grains = Grains.With(key => key == "OKX" ? hanging : sound);
        using var supervisor = new FeedSupervisor(
            grains, Options.Create(new FeedSelectionOptions { Exchanges = "OKX,BINANCE" }), AccountRoutes.MainOnly, clock, NullLogger<FeedSupervisor>.Instance);

        await supervisor.StartAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < MostSteps && sound.Calls < 10; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await supervisor.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, hanging.Calls);
        Assert.InRange(sound.Calls, 10, int.MaxValue);
    }

    /// <summary>A factory of scripted venues; every other grain answers with nothing.</summary>
    public class Grains : DispatchProxy
    {
        private Func<string, object> _exchange = _ => throw new InvalidOperationException();

        internal static IGrainFactory With(Func<string, object> exchange)
        {
            var factory = Create<IGrainFactory, Grains>();
            ((Grains)(object)factory)._exchange = exchange;
            return factory;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var asked = targetMethod!.GetGenericArguments()[0];
            return asked == typeof(IExchangeGrain)
                ? _exchange((string)args![0]!)
                : typeof(DispatchProxy).GetMethod(nameof(Create), 2, [])!.MakeGenericMethod(asked, typeof(Mute)).Invoke(null, null);
        }
    }

    public class Mute : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.ReturnType == typeof(ValueTask<IReadOnlyList<string>>)
                ? new ValueTask<IReadOnlyList<string>>([])
                : Activator.CreateInstance(targetMethod.ReturnType);
    }

    private sealed class CalledExchange : IExchangeGrain
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public Task? Hangs { get; init; }

        public async ValueTask EnsureAsync()
        {
            Interlocked.Increment(ref _calls);
            await (Hangs ?? Task.CompletedTask);
        }

        public Task<MarketChange> AddMarketAsync(string market) => throw new NotSupportedException();

        public Task<MarketChange> RemoveMarketAsync(string market) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<string>> GetFeedsAsync() => throw new NotSupportedException();

        public ValueTask<ExchangePlan> GetPlanAsync() => throw new NotSupportedException();
    }
}
