using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Grains.Tests.Execution.Accounts;

/// <summary>Executors side by side, each with its own account, limits, switch and memory.</summary>
public sealed class SeveralAccountsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;
    private readonly ScriptedGateway _main = new();
    private readonly ScriptedGateway _alts = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_account_that_hangs_holds_up_no_other_and_each_has_one_entry_in_flight()
    {
        await using var cluster = await StartAsync();
        _alts.IsSilent = true;
        var (hanging, waiting) = (ExecutorCluster.Entry("AAA"), ExecutorCluster.Entry("CCC"));
        await cluster.ExecutorOf("alts").SubmitAsync(hanging);
        await cluster.ExecutorOf("alts").SubmitAsync(waiting);

        string[] coins = ["AAA", "BBB"];
        foreach (var coin in coins)
        {
            var signal = ExecutorCluster.Entry(coin);
            await cluster.Executor.SubmitAsync(signal with { Id = $"{signal.Id[..^2]}1-L" });
            Assert.Equal(SignalOutcome.Filled, (await cluster.SettleAsync($"{signal.Id[..^2]}1-L")).Outcome);
        }

        Assert.Equal(hanging.Id, Assert.Single(_alts.Entries).Tag);
        Assert.Equal(coins, _main.Entries.Select(entry => entry.BaseSymbol));
        Assert.Null(await cluster.ExecutorOf("alts").SettleAsync(hanging.Id));
    }

    [Fact]
    public async Task Limits_are_counted_for_each_account_alone()
    {
        await using var cluster = await StartAsync(("Execution:MaxOpenPositions", "2"), ("Execution:RiskPerTrade", "0.01"), ("Execution:Accounts:alts:MaxOpenPositions", "1"));
        Signal[] signals = [ExecutorCluster.Entry("AAA"), ExecutorCluster.Entry("BBB"), ExecutorCluster.Entry("CCC")];
        List<SignalRecord> main = [];
        List<SignalRecord> alts = [];
        foreach (var signal in signals)
        {
            await cluster.ExecutorOf("alts").SubmitAsync(signal);
            await cluster.Executor.SubmitAsync(signal);
            alts.Add(await cluster.SettleAsync(signal.Id, "alts"));
            main.Add(await cluster.SettleAsync(signal.Id));
        }

        Assert.Equal([SignalOutcome.Filled, SignalOutcome.Filled, SignalOutcome.Rejected], main.Select(record => record.Outcome));
        Assert.Equal([SignalOutcome.Filled, SignalOutcome.Rejected, SignalOutcome.Rejected], alts.Select(record => record.Outcome));
        Assert.Equal("1 positions are open, the limit is 1", alts[1].Detail);
        Assert.Equal("2 positions are open, the limit is 2", main[2].Detail);
        Assert.Equal(100, Assert.Single(_alts.Entries).StakeUsd);
    }

    [Fact]
    public async Task A_pause_holds_back_one_account_alone_and_survives_a_start()
    {
        var signal = ExecutorCluster.Entry("AAA");
        await using (var first = await StartAsync())
        {
            await first.ExecutorOf("alts").SetPausedAsync(true);
        }

        await using var cluster = await StartAsync();
        await cluster.ExecutorOf("alts").SubmitAsync(signal);
        await cluster.Executor.SubmitAsync(signal);

        Assert.Equal(SignalOutcome.Filled, (await cluster.SettleAsync(signal.Id)).Outcome);
        Assert.Null(await cluster.ExecutorOf("alts").SettleAsync(signal.Id));
        Assert.Empty(_alts.Entries);
        Assert.Equal((true, false), ((await cluster.ExecutorOf("alts").GetHealthAsync()).IsPaused, (await cluster.Executor.GetHealthAsync()).IsPaused));

        await cluster.ExecutorOf("alts").SetPausedAsync(false);
        Assert.Equal(SignalOutcome.Filled, (await cluster.SettleAsync(signal.Id, "alts")).Outcome);
    }

    [Fact]
    public async Task An_account_that_gets_nothing_new_is_looked_after_and_each_row_names_its_account()
    {
        var entry = ExecutorCluster.Entry("AAA") with { Account = "alts" };
        await using (var first = await StartAsync())
        {
            await first.ExecutorOf("alts").SubmitAsync(entry);
            await first.SettleAsync(entry.Id, "alts");
        }

        await using var cluster = await StartAsync(("Execution:Routes", "main"));
        var executor = cluster.ExecutorOf("alts");
        Assert.True((await executor.GetHoldingAsync("AAA", [])).IsHeld);
        Assert.False((await cluster.Executor.GetHoldingAsync("AAA", [])).IsHeld);
        var held = Assert.Single((await executor.GetPortfolioAsync("AAA", [])).Positions);
        Assert.Equal((entry.Id, entry.ResetLow), (held.Position.Tag, held.Entry!.ResetLow));
        Assert.Equal("alts", Assert.Single((await executor.GetPositionsAsync(0)).Positions!).Account);

        var exit = SignalMapping.Close("AAA", 101, 1, "test", entry.BarCloseUnixMs + 1, entry.Id, held.Position.TradeId) with { Account = "alts" };
        await executor.SubmitAsync(exit);
        Assert.Equal(SignalOutcome.Filled, (await cluster.SettleAsync(exit.Id, "alts")).Outcome);
        Assert.False((await executor.GetHoldingAsync("AAA", [])).IsHeld);
        Assert.Equal(["alts", "alts"], (await executor.GetOrdersAsync(10)).Select(order => order.Account));
        Assert.Empty(_main.Exits);

        var refused = ExecutorCluster.Entry("BBB") with { Account = "alts" };
        await executor.SubmitAsync(refused);
        Assert.Equal(
            (SignalOutcome.Rejected, "account alts, to which it was sent, does not take BBB with a score of 7.00 any more"),
            await cluster.SettleAsync(refused.Id, "alts") is var record ? (record.Outcome, record.Detail) : default);
    }

    [Fact]
    public async Task What_no_account_takes_is_refused_with_words()
    {
        await using var cluster = await StartAsync(("Execution:Symbols", "BTC"), ("Execution:Accounts:alts:Symbols", "DOGE"), ("Execution:Accounts:alts:MinScore", "8"));
        var signal = ExecutorCluster.Entry("SOL");

        await cluster.Executor.SubmitAsync(signal);

        Assert.Equal("no account takes SOL with a score of 7.00: alts takes DOGE with a score from 8 to 10; main takes BTC", (await cluster.SettleAsync(signal.Id)).Detail);
    }

    [Fact]
    public async Task An_exit_of_an_account_that_was_taken_out_of_the_configuration_is_outstanding_and_says_why()
    {
        await using var cluster = await StartAsync();
        var exit = SignalMapping.Close("AAA", 101, 1, "test", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), "sqz-AAAUSDT-1-L", "1") with { Account = "gone" };

        await cluster.ExecutorOf("gone").SubmitAsync(exit);

        Assert.Null(await cluster.ExecutorOf("gone").SettleAsync(exit.Id));
        var health = await cluster.ExecutorOf("gone").GetHealthAsync();
        Assert.Equal((exit.Id, "there is no account gone: Execution:Accounts:gone was taken out of the configuration"), Assert.Single(health.Exits) is var told ? (told.SignalId, told.Reason) : default);
        Assert.Empty(_main.Exits.Concat(_alts.Exits));
    }

    [Fact]
    public async Task An_entry_whose_outcome_is_unknown_in_an_account_that_was_taken_out_is_given_up_with_words()
    {
        var signal = ExecutorCluster.Entry("AAA", TimeSpan.FromMinutes(1)) with { Account = "alts" };
        _alts.OnEnter = static (_, _) => new(OrderVerdict.Unknown, null, "the answer was lost");
        await using (var first = await StartAsync())
        {
            await first.ExecutorOf("alts").SubmitAsync(signal);
            for (var i = 0; i < 20 && (await first.ExecutorOf("alts").GetHealthAsync()).Unknown == 0; i++)
            {
                Assert.Null(await first.ExecutorOf("alts").SettleAsync(signal.Id));
            }
        }

        await using var cluster = await ExecutorCluster.StartAsync(_folder, _main, new Dictionary<string, ScriptedGateway>(), ("Execution:MaxSignalAge", "00:00:30"));
        var verdict = await cluster.SettleAsync(signal.Id, "alts");

        Assert.Equal(SignalOutcome.Unknown, verdict.Outcome);
        Assert.StartsWith("there is no account alts: Execution:Accounts:alts was taken out of the configuration; whether it was opened is not known here", verdict.Detail, StringComparison.Ordinal);
        Assert.False((await cluster.ExecutorOf("alts").GetHoldingAsync("AAA", [])).IsHeld);
        Assert.Equal("alts", Assert.Single(cluster.Notices.Of(NoticeKinds.Refused)).Values[NoticeKinds.Account]);
    }

    [Fact]
    public async Task Counts_tell_the_account()
    {
        ConcurrentBag<(string Instrument, string? Account)> counted = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Name == "executor.verdicts")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => counted.Add((instrument.Name, tags.ToArray().FirstOrDefault(tag => tag.Key == "account").Value as string)));
        listener.Start();
        await using var cluster = await StartAsync(("Execution:Accounts:counted:Symbols", "AAA"));
        var signal = ExecutorCluster.Entry("AAA", TimeSpan.FromHours(1));

        await cluster.ExecutorOf("counted").SubmitAsync(signal);
        await cluster.SettleAsync(signal.Id, "counted");

        Assert.Single(counted, ("executor.verdicts", "counted"));
    }

    private Task<ExecutorCluster> StartAsync(params (string Key, string Value)[] settings) =>
        ExecutorCluster.StartAsync(_folder, _main, new Dictionary<string, ScriptedGateway> { ["alts"] = _alts }, [("Execution:Accounts:alts:CertainFor", "00:00:00"), .. settings]);
}
