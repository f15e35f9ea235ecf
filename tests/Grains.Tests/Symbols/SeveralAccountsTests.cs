using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Grains.Tests.Execution;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Signals;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>Which accounts a symbol asks before it decides, and where its exits go.</summary>
public sealed class SeveralAccountsTests(SeveralAccountsTests.AccountsCluster cluster) : IClassFixture<SeveralAccountsTests.AccountsCluster>
{
    private readonly ScriptedGateway _alts = cluster.Further["alts"];

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

    [Theory]
    [InlineData("BOTHA", false)]
    [InlineData("BOTHB", true)]
    public async Task Every_position_of_a_coin_is_left_by_the_bar_that_says_so_whichever_accounts_hold_them_and_whether_or_not_one_of_those_answers(string coin, bool isSilent)
    {
        var symbol = new TradedSymbol(cluster, coin);
        await symbol.BeginWithBarsAsync();
        var (first, second, third) = ($"sqz-{coin}USDT-1-L", $"sqz-{coin}USDT-2-L", $"sqz-{coin}USDT-3-L");
        cluster.Gateway.Hold(first, coin);
        cluster.Gateway.Hold(second, coin);
        _alts.Hold(third, coin);
        foreach (var account in (string[])["main", "alts"])
        {
            await cluster.ExecutorOf(account).LookAsync();
            await symbol.UntilAsync(async () => (await cluster.ExecutorOf(account).GetHoldingAsync(coin, [])).Positions.Count == (account == "main" ? 2 : 1));
        }

        _alts.ReadFailure = isSilent ? new IOException("away") : null;
        await symbol.TradeAsync(price: 80);
        await symbol.UntilAsync(() => Task.FromResult(cluster.Gateway.Exits.Count(exit => exit.Tag == first || exit.Tag == second) == 2));
        var close = await symbol.Grain.NextReadyAsync();
        _alts.ReadFailure = null;
        await symbol.UntilAsync(() => Task.FromResult(_alts.Exits.Any(exit => exit.Tag == third)));
        await symbol.UntilAsync(async () => (await symbol.Grain.GetViewAsync()).PendingSignals == 0);

        Signal[] given = [.. cluster.Screen.Given.Where(signal => signal.BaseSymbol == coin)];
        Assert.Equal(isSilent, close > 0);
        Assert.Equal([(null, first), (null, second), ("alts", third)], given.Select(signal => (signal.Account, signal.PositionId!)).OrderBy(exit => exit.Item2, StringComparer.Ordinal));
        Assert.Single(given.Select(signal => signal.BarCloseUnixMs).Distinct());
        Assert.Equal(3, given.Select(signal => signal.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_entry_from_outside_goes_to_the_account_that_holds_its_coin_whatever_the_routes_say()
    {
        var symbol = new TradedSymbol(cluster, "OUTSIDE");
        await symbol.BeginWithBarsAsync();
        await symbol.TradeAsync();
        _alts.Hold("sqz-OUTSIDEUSDT-1-L", "OUTSIDE");
        await cluster.ExecutorOf("alts").LookAsync();
        await symbol.UntilAsync(async () => (await cluster.ExecutorOf("alts").GetHoldingAsync("OUTSIDE", [])).IsHeld);
        var sent = new ExternalSignal { Id = "1", Symbol = "OUTSIDE", Action = SignalAction.Short };

        var given = await cluster.External(sent.Key).GiveAsync(sent);

        Assert.Equal("alts", given.Record!.Signal.Account);
        await symbol.UntilAsync(async () => await cluster.ExecutorOf("alts").SettleAsync(given.Record.Signal.Id) is { Outcome: SignalOutcome.Rejected });
        Assert.DoesNotContain(cluster.Gateway.Entries.Concat(_alts.Entries), order => order.BaseSymbol == "OUTSIDE");
    }

    [Theory]
    [InlineData("OUTA", true)]
    [InlineData("OUTB", false)]
    public async Task A_close_from_outside_asks_the_account_concerned_and_waits_for_no_other(string coin, bool isByCoin)
    {
        var held = cluster.Gateway.Hold($"sqz-{coin}USDT-1-L", coin);
        await cluster.Executor.LookAsync();
        await new TradedSymbol(cluster, coin).UntilAsync(async () => (await cluster.Executor.GetHoldingAsync(coin, [])).IsHeld);
        _alts.ReadFailure = new IOException("away");
        var sent = new ExternalSignal { Id = coin, Symbol = isByCoin ? coin : null, Position = isByCoin ? null : held.TradeId, Action = SignalAction.Close };

        var given = await cluster.External(sent.Key).GiveAsync(sent);
        _alts.ReadFailure = null;

        Assert.Null(given.Refusal);
        Assert.Equal(held.Tag, given.Record!.Signal.PositionId);
        await new TradedSymbol(cluster, coin).UntilAsync(async () => await cluster.Executor.SettleAsync(given.Record.Signal.Id) is { Outcome: SignalOutcome.Filled });
    }

    [Fact]
    public async Task A_close_from_outside_is_done_although_the_executor_of_another_account_cannot_be_reached()
    {
        var held = cluster.Gateway.Hold("sqz-OUTCUSDT-1-L", "OUTC");
        await cluster.Executor.LookAsync();
        await new TradedSymbol(cluster, "OUTC").UntilAsync(async () => (await cluster.Executor.GetHoldingAsync("OUTC", [])).IsHeld);
        var (known, unknown) = (Close("OUTC"), Close("OUTD"));
        cluster.Calls.Unreachable = "alts";

        var given = await cluster.External(known.Key).GiveAsync(known);
        var refusal = (await cluster.External(unknown.Key).GiveAsync(unknown)).Refusal!;
        cluster.Calls.Unreachable = null;

        Assert.Null(given.Refusal);
        Assert.Equal(held.Tag, given.Record!.Signal.PositionId);
        await new TradedSymbol(cluster, "OUTC").UntilAsync(async () => await cluster.Executor.SettleAsync(given.Record.Signal.Id) is { Outcome: SignalOutcome.Filled });
        Assert.Equal((ExternalRefusalKind.Unavailable, "Positions are not known"), (refusal.Kind, refusal.Field));
        Assert.Equal("the executor of account alts did not answer: it cannot be reached", refusal.Fix);
    }

    [Fact]
    public async Task A_close_by_an_id_that_a_silent_account_may_have_given_too_is_refused_and_one_by_its_signal_is_done()
    {
        var held = cluster.Gateway.Hold("sqz-OUTEUSDT-1-L", "OUTE");
        await cluster.Executor.LookAsync();
        await new TradedSymbol(cluster, "OUTE").UntilAsync(async () => (await cluster.Executor.GetHoldingAsync("OUTE", [])).IsHeld);
        var byId = new ExternalSignal { Id = "OUTE1", Position = held.TradeId, Action = SignalAction.Close };
        var bySignal = new ExternalSignal { Id = "OUTE2", Position = held.Tag, Action = SignalAction.Close };
        cluster.Calls.Unreachable = "alts";

        var refusal = (await cluster.External(byId.Key).GiveAsync(byId)).Refusal!;
        var given = await cluster.External(bySignal.Key).GiveAsync(bySignal);
        cluster.Calls.Unreachable = null;

        Assert.Equal(ExternalRefusalKind.Unavailable, refusal.Kind);
        Assert.Equal(
            "the executor of account alts did not answer: it cannot be reached, and may have a position of that id too: name the signal that opened the one you mean, sqz-OUTEUSDT-1-L is that of account main",
            refusal.Fix);
        Assert.Equal(held.Tag, given.Record!.Signal.PositionId);
        await new TradedSymbol(cluster, "OUTE").UntilAsync(async () => await cluster.Executor.SettleAsync(given.Record.Signal.Id) is { Outcome: SignalOutcome.Filled });
    }

    [Fact]
    public async Task A_coin_waits_for_no_account_that_has_nothing_to_do_with_it()
    {
        var symbol = new TradedSymbol(cluster, "MINE");
        _alts.OnAccount = static token => Task.Delay(Timeout.Infinite, token).ContinueWith(_ => ScriptedGateway.Money, TaskScheduler.Default);

        await symbol.BeginWithBarsAsync();
        var explained = await symbol.SettleAsync();

        _alts.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money);
        Assert.DoesNotContain(explained, told => told!.FirstFailure?.Contains("account", StringComparison.Ordinal) == true);
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
        Assert.Equal(["alts"], cluster.Calls.PortfoliosOf("DOGE").Distinct());
    }

    [Fact]
    public async Task Where_the_score_decides_nobody_is_asked_before_there_is_one()
    {
        var symbol = new TradedSymbol(cluster, "BOTH");

        await symbol.BeginWithBarsAsync();
        var explained = await symbol.SettleAsync();

        Assert.All(explained, told => Assert.NotNull(told!.FirstFailure));
        Assert.DoesNotContain(explained, told => told!.FirstFailure!.Contains("account", StringComparison.Ordinal));
        Assert.Empty(cluster.Calls.PortfoliosOf("BOTH"));
    }

    private static ExternalSignal Close(string coin) => new() { Id = coin, Symbol = coin, Action = SignalAction.Close };

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

        internal LostCalls Calls { get; } = new();

        // An executor that still starts when the clock has been moved on by the limit of a call has not answered, and may hold what it takes.
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await Task.WhenAll(Further.Keys.Select(account => ExecutorOf(account).EnsureAsync().AsTask()).Append(Executor.EnsureAsync().AsTask()));
        }

        protected override void AddState(IServiceCollection services)
        {
            base.AddState(services);
            services.AddSingleton<IIncomingGrainCallFilter>(Calls);
        }
    }

    /// <summary>Calls of executors, noted; those of one get no answer.</summary>
    internal sealed class LostCalls : IIncomingGrainCallFilter
    {
        private readonly ConcurrentQueue<(string Coin, string Account)> _portfolios = new();

        /// <summary>The executor's account; null for none.</summary>
        public string? Unreachable { get; set; }

        /// <summary>Accounts that were asked for money and positions on behalf of a coin, in the order of the calls.</summary>
        public IEnumerable<string> PortfoliosOf(string coin) => _portfolios.Where(call => call.Coin == coin).Select(call => call.Account);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            var account = context.TargetId.Key.ToString()!;
            if (context.InterfaceMethod.Name == nameof(IExecutorGrain.GetPortfolioAsync))
            {
                _portfolios.Enqueue(((string)context.Request.GetArgument(0)!, account));
            }

            return Unreachable == account ? throw new TimeoutException("it cannot be reached") : context.Invoke();
        }
    }
}
