using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Grains.Tests.Execution;
using SqueezeFlow.Interfaces.Signals;
using SqueezeFlow.Storage.Sqlite;
using static SqueezeFlow.Grains.Tests.Signals.External.ExternalCluster;

namespace SqueezeFlow.Grains.Tests.Signals.External;

/// <summary>The service ends, or its disk is full, between any two steps of taking a signal: what was answered is carried out, and nothing twice.</summary>
public sealed class ExternalRestartTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;
    private readonly ScriptedGateway _gateway = new();
    private readonly DrivenClock _clock = new();

    public async ValueTask DisposeAsync()
    {
        await _clock.StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("external:1", 1)]
    [InlineData("BTC", 0)]
    public async Task What_could_not_be_kept_is_not_answered_and_is_taken_when_it_is_sent_again(string failing, int write)
    {
        await using var cluster = await StartAsync(_folder, _gateway, _clock);
        await cluster.TradeAsync("BTC");
        cluster.Fails = (key, count) => key == failing && (write == 0 || count == write);
        var refused = await GiveAsync(cluster, Entry("1"));
        var calls = _gateway.Entries.Count;
        cluster.Fails = static (_, _) => false;

        var given = await GiveAsync(cluster, Entry("1"));

        Assert.Equal((ExternalRefusalKind.Unavailable, 0), (refused.Refusal!.Kind, calls));
        Assert.Contains("the disk is full", refused.Refusal.Fix, StringComparison.Ordinal);
        Assert.Equal(SignalOutcome.Filled, (await cluster.SettleAsync(given.Record!)).Outcome);
        Assert.Single(_gateway.Entries);
    }

    [Fact]
    public async Task Killed_before_the_outbox_had_it_the_same_signal_is_handed_over_when_it_is_sent_again()
    {
        string id;
        await using (var first = await StartAsync(_folder, _gateway, _clock))
        {
            await first.TradeAsync("BTC");
            first.Fails = static (key, _) => key == "BTC";
            Assert.Null((await GiveAsync(first, Entry("1"))).Record);
            id = (await GiveAsync(first, Entry("1", "ETH"))).Refusal!.Fix;
        }

        await using var second = await StartAsync(_folder, _gateway, _clock);
        await second.TradeAsync("BTC");
        var given = await GiveAsync(second, Entry("1"));

        Assert.Contains(given.Record!.Signal.Id, id, StringComparison.Ordinal);
        Assert.True(given.IsRepeat);
        Assert.Equal(SignalOutcome.Filled, (await second.SettleAsync(given.Record)).Outcome);
        Assert.Single(_gateway.Entries);
    }

    [Fact]
    public async Task Killed_after_the_outbox_had_it_it_is_carried_out_once_whether_it_is_sent_again_or_not()
    {
        ExternalAnswer given;
        await using (var first = await StartAsync(_folder, _gateway, _clock))
        {
            await first.TradeAsync("BTC");

            // Neither the executor nor the note that it was handed over gets onto the disk: as if the process had ended right after the outbox.
            first.Fails = static (key, count) => key == "main" || (key == "external:1" && count > 1);
            given = await GiveAsync(first, Entry("1"));
        }

        var calls = _gateway.Entries.Count;
        await using var second = await StartAsync(_folder, _gateway, _clock);
        await second.TradeAsync("BTC");
        await second.Symbol("BTC").EnsureAsync();
        var verdict = await second.SettleAsync(given.Record!);
        var again = await GiveAsync(second, Entry("1"));
        var afterwards = await second.SettleAsync(again.Record!);

        Assert.Equal((0, SignalOutcome.Filled), (calls, verdict.Outcome));
        Assert.Equal((verdict.Signal.Id, SignalOutcome.Filled), (afterwards.Signal.Id, afterwards.Outcome));
        Assert.Single(_gateway.Entries);
        Assert.Single(await second.RecordAsync());
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(31, false)]
    public async Task An_id_is_remembered_over_restarts_as_long_as_signals_are_kept(int days, bool isRepeat)
    {
        await using (var first = await StartAsync(_folder, _gateway, _clock))
        {
            await first.TradeAsync("BTC");
            await first.SettleAsync((await GiveAsync(first, Entry("1"))).Record!);
            await first.Services.GetRequiredService<SqliteMaintenance>().PruneAsync(_clock.NowUnixMs + (days * 86_400_000L), TestContext.Current.CancellationToken);
        }

        await using var second = await StartAsync(_folder, _gateway, _clock);
        await second.TradeAsync("BTC");

        Assert.Equal(isRepeat, (await GiveAsync(second, Entry("1"))).IsRepeat);
    }

    private static Task<ExternalAnswer> GiveAsync(ExternalCluster cluster, ExternalSignal sent) => cluster.External(sent.Key).GiveAsync(sent);
}
