using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class ProductsTests : IDisposable
{
    private static readonly MarketId Stored = new("BINANCE", "dogeusdt");
    private static readonly MarketId Followed = new("BINANCE", "btcusdt");

    private readonly ManualClock _clock = new();
    private readonly FakeStore _store = new();
    private readonly Products _products;

    public ProductsTests()
    {
        _products = new(new FakeFlow(), _store, _clock);
        _store.Rows.Add(new(Stored, Timeframe.M1, default));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _products.Dispose();

    [Fact]
    public async Task Of_a_store_that_was_never_read_only_what_is_followed_is_known_and_nothing_is_said_not_to_exist()
    {
        _store.IsDown = true;

        Assert.True(await _products.ContainsAsync(Followed, Token));
        Assert.Equal("the store is away", (await Assert.ThrowsAsync<IOException>(() => _products.ContainsAsync(Stored, Token))).Message);
        await Assert.ThrowsAsync<IOException>(() => _products.ReadAsync(Token));
        await Assert.ThrowsAsync<IOException>(() => _products.ReadCoinsAsync(Token));

        _store.IsDown = false;
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await _products.ContainsAsync(Stored, Token));
    }

    [Fact]
    public async Task What_a_store_has_listed_stands_while_it_is_away()
    {
        Assert.Contains(Stored, await _products.ReadAsync(Token));
        _store.IsDown = true;
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains(Stored, await _products.ReadAsync(Token));
        Assert.False(await _products.ContainsAsync(new("BINANCE", "nothing"), Token));
        Assert.Contains("DOGE", await _products.ReadCoinsAsync(Token));
    }

    [Fact]
    public async Task A_store_that_is_slow_holds_nobody_up_and_is_asked_once()
    {
        Assert.Contains(Stored, await _products.ReadAsync(Token));
        var slow = _store.Delay = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Rows.Add(new(new("OKX", "new"), Timeframe.M1, default));
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            var asking = _products.ReadAsync(Token);
            _clock.Advance(TimeSpan.FromSeconds(2));
            Assert.DoesNotContain(new("OKX", "new"), await asking);
        }

        slow.SetResult();
        _store.Delay = null;
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains(new("OKX", "new"), await _products.ReadAsync(Token));
        Assert.Equal(2, _store.Listed);
    }
}
