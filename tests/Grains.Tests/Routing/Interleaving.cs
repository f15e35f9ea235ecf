using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Registry;
using SqueezeFlow.Interfaces.Symbols;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Routing;

/// <summary>One run: threads that hand trades in, one that drains, symbols that answer late, refuse, or fail before or after counting.</summary>
internal sealed class Interleaving : IAsyncDisposable
{
    private const int Drains = 3;
    private const int TradesPerMarket = 40;

    private readonly int _seed;
    private readonly Dictionary<string, CountingSymbol> _symbols = [];
    private readonly List<(CountingSymbol Symbol, MarketBuffer Buffer, Handed Handed)> _markets = [];
    private readonly TradeRouter _router;

    public Interleaving(int seed)
    {
        _seed = seed;
        _symbols["BTC"] = Symbol(seed);
        _symbols["ETH"] = Symbol(seed + 1);
        _router = new(
            Grains(),
            new FreeSchedule(),
            Options.Create(new RouterOptions { FlushInterval = TimeSpan.FromMilliseconds(5), Capacity = 16, Block = true }),
            Options.Create(new EvaluationOptions()),
            new HastyClock(),
            NullLogger<TradeRouter>.Instance);
        Open("BTC", "btcusdt", "BINANCE/0");
        Open("BTC", "btcfdusd", "BINANCE/0");
        Open("ETH", "ethusdt", "BINANCE/0");
    }

    /// <summary>Trades that were handed in before a drain and not counted after it.</summary>
    public List<string> Overtaken { get; } = [];

    /// <summary>What is not as it was handed in at the end.</summary>
    public List<string> Wrong { get; } = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await _router.StartAsync(limit.Token);
        var feeds = _markets.Select((market, i) => Task.Run(() => HandIn(market.Buffer, market.Handed, i), limit.Token)).ToList();
        for (var i = 0; i < Drains; i++)
        {
            await DrainAsync(limit.Token);
            await Task.Yield();
        }

        await Task.WhenAll(feeds).WaitAsync(limit.Token);
        await DrainAsync(limit.Token);
        Compare();
    }

    public async ValueTask DisposeAsync()
    {
        await _router.StopAsync(CancellationToken.None);
        _router.Dispose();
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var before = _markets.Select(market => market.Handed.Count).ToArray();
        await _router.DrainAsync(cancellationToken);
        for (var i = 0; i < before.Length; i++)
        {
            var (symbol, buffer, _) = _markets[i];
            if (symbol.CountOf(buffer.Market.Market) is var counted && counted < before[i])
            {
                Overtaken.Add($"{buffer.Market.Market}: {before[i]} handed in, {counted} counted");
            }
        }
    }

    private void Compare()
    {
        foreach (var (symbol, buffer, _) in _markets)
        {
            var counted = symbol.CountedOf(buffer.Market.Market);
            if (symbol.IsOverrun || !counted.SequenceEqual(Enumerable.Range(1, TradesPerMarket).Select(id => (long)id)))
            {
                Wrong.Add($"{buffer.Market.Market}: {string.Join(' ', counted)}{(symbol.IsOverrun ? ", two calls at a time" : "")}");
            }
        }
    }

    private void HandIn(MarketBuffer buffer, Handed handed, int number)
    {
        var random = new Random((_seed * 31) + number);
        for (var id = 1; id <= TradesPerMarket;)
        {
            var trades = Enumerable.Range(id, Math.Min(random.Next(1, 5), TradesPerMarket + 1 - id)).Select(n => Trade(n, random)).ToArray();
            buffer.Add(trades);
            id += trades.Length;
            handed.Count = id - 1;
            if (random.Next(6) == 0)
            {
                buffer.Resume();
            }

            Thread.SpinWait(random.Next(200));
        }
    }

    // Some pass a bar and leave at once.
    private static Trade Trade(int id, Random random) => RoutedMarkets.Trade(id, random.Next(20) == 0 ? id : 0);

    private void Open(string coin, string name, string feedId) =>
        _markets.Add((_symbols[coin], _router.Open(coin, RoutedMarkets.Of(name, coin), feedId), new()));

    private static CountingSymbol Symbol(int seed)
    {
        var random = new Random(seed);
        return new()
        {
            Before = async _ =>
            {
                var dice = random.Next(12);
                for (var i = 0; i < dice; i++)
                {
                    await Task.Yield();
                }

                return dice switch { 0 => -1, 1 => throw new TimeoutException("not heard"), _ => 0 };
            },
            After = async _ =>
            {
                await Task.Yield();
                if (random.Next(12) == 0)
                {
                    throw new TimeoutException("the answer was not heard");
                }
            },
        };
    }

    private IGrainFactory Grains()
    {
        var registry = Double.Of<IRegistryGrain>(static (_, _) => Task.CompletedTask);
        return Double.Of<IGrainFactory>((method, args) => method.ReturnType == typeof(ISymbolGrain) ? _symbols[(string)args[0]!].Grain : registry);
    }

    private sealed class Handed
    {
        private int _count;

        public int Count
        {
            get => Volatile.Read(ref _count);
            set => Volatile.Write(ref _count, value);
        }
    }
}
