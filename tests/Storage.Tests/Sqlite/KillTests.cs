using System.Globalization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

/// <summary>A child process (this test program running one explicit test) writes and tells every commit over loopback until it is killed.</summary>
public sealed class KillTests : IDisposable
{
    private const int Markets = 500;
    private const int MostRounds = 100_000;

    private readonly string _folder = Folder();

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_killed_process_loses_nothing_it_was_told_is_kept_and_leaves_no_half_write()
    {
        using var child = await ChildTest.StartAsync(nameof(Child_writes_until_it_is_killed), _folder, Token);
        await child.WaitForRoundAsync(100);
        await AssertRefusedAsync(child.Id);

        var told = await child.KillAsync();

        using var store = new StoreFixture(_folder);
        var rows = await store.ReadAllAsync(Timeframe.S1);
        var ledger = Assert.Single(await store.Bars.ReadLedgerAsync(Btc, 0, long.MaxValue, Token));
        Assert.Equal(rows.Count, ledger.Trades * Markets);
        Assert.InRange(ledger.Trades, told, told + 1);
        Assert.Equal(ledger.Trades.ToString(CultureInfo.InvariantCulture), await StoredCountAsync(store, told, ledger.Trades));
        Assert.All(await store.Bars.ReadMarketsAsync(Token), market => Assert.Equal(Start + (ledger.Trades * 1_000), market.LastBarUnixMs));
    }

    [Fact(Explicit = true)]
    public async Task Child_writes_until_it_is_killed()
    {
        using var store = new StoreFixture(ChildTest.Folder);
        using var parent = await ChildTest.ConnectAsync(Token);
        var markets = Enumerable.Range(0, Markets).Select(i => new MarketId("X", $"m{i}")).ToArray();

        for (var round = 1; round <= MostRounds; round++)
        {
            var bars = markets.Select(market => Row(market, Start + (round * 1_000L), round)).ToArray();
            await store.Bars.WriteAsync(new(bars, [Run(Btc, Start, Start + 60_000, round)], []), Token);
            await store.Values.SetAsync("round", round.ToString(CultureInfo.InvariantCulture), Token);
            await ChildTest.TellAsync(parent, round, Token);
        }
    }

    // A kill between the two writes of a round leaves the value one round behind; told rounds are whole.
    private static async Task<string> StoredCountAsync(StoreFixture store, int told, long rounds)
    {
        var value = int.Parse((await store.Values.GetAsync("round", Token))!, null);
        Assert.InRange(value, told, rounds);
        return rounds.ToString(CultureInfo.InvariantCulture);
    }

    private async Task AssertRefusedAsync(int childId)
    {
        using var second = new StoreFixture(_folder);
        var refusal = await Assert.ThrowsAsync<IOException>(() => second.Maintenance.OpenAsync(Token));
        Assert.Contains($"in use by process {childId}", refusal.Message, StringComparison.Ordinal);
    }
}
