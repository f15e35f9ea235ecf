using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Grains.Tests.Execution;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>Which accounts a symbol asks before it decides, and where its exits go.</summary>
public sealed class SeveralAccountsTests(SeveralAccountsTests.AccountsCluster cluster) : IClassFixture<SeveralAccountsTests.AccountsCluster>
{
    private readonly ScriptedGateway _alts = cluster.Further["alts"];
    private readonly ScriptedGateway _bold = cluster.Further["bold"];

    [Fact]
    public async Task A_position_is_watched_and_left_in_the_account_that_holds_it_although_others_take_its_coin_now()
    {
        var symbol = new TradedSymbol(cluster, "HELD");
        await symbol.BeginWithBarsAsync();
        var entry = SignalMapping.Entry("HELD", PositionSide.Long, 100, 7, 0.75, "test", cluster.Clock.NowUnixMs);
        _alts.Hold(entry.Id, "HELD");
        await cluster.ExecutorOf("alts").SubmitAsync(entry);
        await symbol.UntilAsync(async () => (await cluster.ExecutorOf("alts").GetOrdersAsync(100)).Any(order => order.SignalId == entry.Id && order.State == "filled"));

        await symbol.TradeAsync(price: 80);
        await symbol.UntilAsync(() => Task.FromResult(_alts.Exits.Any(exit => exit.Tag == entry.Id)));
        await symbol.UntilAsync(async () => (await symbol.Grain.GetViewAsync()).PendingSignals == 0);

        var signal = Assert.Single(cluster.Screen.Given, signal => signal.BaseSymbol == "HELD");
        Assert.Equal((SignalAction.Close, "alts", entry.Id), (signal.Action, signal.Account, signal.PositionId));
        Assert.DoesNotContain(cluster.Gateway.Exits, exit => exit.Tag == entry.Id);
    }

    [Fact]
    public async Task A_coin_waits_for_no_account_that_has_nothing_to_do_with_it()
    {
        var symbol = new TradedSymbol(cluster, "MINE");
        _alts.OnAccount = static token => Task.Delay(Timeout.Infinite, token).ContinueWith(_ => ScriptedGateway.Money, TaskScheduler.Default);
        var reads = _alts.AccountReads;

        await symbol.BeginWithBarsAsync();
        var explained = await symbol.SettleAsync();

        _alts.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money);
        Assert.DoesNotContain(explained, told => told!.FirstFailure?.Contains("account", StringComparison.Ordinal) == true);
        Assert.Equal(reads, _alts.AccountReads);
    }

    [Fact]
    public async Task A_coin_waits_for_its_own_account_and_says_which()
    {
        var symbol = new TradedSymbol(cluster, "DOGE");
        await symbol.BeginAsync();
        _alts.ReadFailure = new IOException("503");
        await symbol.TradeAsync();

        await symbol.UntilAsync(async () => (await symbol.Grain.ExplainAsync(null))?.FirstFailure == "account alts: the account cannot be read: 503; the bar waits for it");

        _alts.ReadFailure = null;
        Assert.DoesNotContain("account", (await symbol.SettleAsync())[^1]!.FirstFailure ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_score_decides_nobody_is_asked_before_there_is_one()
    {
        var symbol = new TradedSymbol(cluster, "BOTH");
        var reads = _bold.AccountReads;

        await symbol.BeginWithBarsAsync();
        var explained = await symbol.SettleAsync();

        Assert.All(explained, told => Assert.NotNull(told!.FirstFailure));
        Assert.DoesNotContain(explained, told => told!.FirstFailure!.Contains("account", StringComparison.Ordinal));
        Assert.Equal(reads, _bold.AccountReads);
    }

    /// <summary>Three accounts: one of a coin, one of high scores, and main.</summary>
    public sealed class AccountsCluster : SymbolCluster
    {
        internal override IReadOnlyDictionary<string, ScriptedGateway> Further { get; } = new Dictionary<string, ScriptedGateway> { ["alts"] = new(), ["bold"] = new() };

        protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
        {
            ["Execution:Accounts:alts:Symbols"] = "DOGE",
            ["Execution:Accounts:bold:Symbols"] = "BOTH",
            ["Execution:Accounts:bold:MinScore"] = "7",
        };
    }
}
