using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Health.Probes;
using SqueezeFlow.Grains.Tests.Execution;

namespace SqueezeFlow.Grains.Tests.Health;

/// <summary>Accounts that were taken out of the configuration while they held something.</summary>
public sealed class AccountsProbeTests
{
    private readonly KeptResults _results = new();
    private readonly Records _records = new();

    [Fact]
    public async Task What_an_account_of_the_configuration_holds_is_nothing_to_tell()
    {
        Hold("BTC", null);
        Hold("ETH", "alts");

        var part = await LookAsync("alts");

        Assert.Equal((HealthLevels.Healthy, "all that may hold positions of ours are in the configuration"), (part.Level, part.Reason));
    }

    [Fact]
    public async Task One_that_is_not_there_any_more_is_named_with_its_positions_and_the_fix()
    {
        Hold("BTC", null);
        string[] held = [Hold("ETH", "alts"), Hold("XRP", "alts"), Hold("ADA", "alts"), Hold("DOGE", "alts")];
        var other = Hold("SOL", "bold");

        var part = await LookAsync();

        Assert.Equal((HealthLevels.Degraded, 2, 5), (part.Level, part.Figures["absent"], part.Figures["positions"]));
        Assert.Equal(
            $"account alts was taken out of the configuration, and 4 of our positions there have no end on record: {held[0]}, {held[1]}, {held[2]} and 1 more; "
            + "put Execution:Accounts:alts back, left out of Execution:Routes, until it holds nothing; "
            + $"account bold was taken out of the configuration, and 1 of our positions there has no end on record: {other}; "
            + "put Execution:Accounts:bold back, left out of Execution:Routes, until it holds nothing",
            part.Reason);
    }

    [Fact]
    public async Task It_is_well_again_when_the_account_is_back_or_the_ends_are_known()
    {
        var id = Hold("ETH", "alts");
        var probe = Probe();
        Assert.Equal(HealthLevels.Degraded, (await probe.CheckAsync(TestContext.Current.CancellationToken)).Level);

        Assert.Equal(HealthLevels.Healthy, (await LookAsync("alts")).Level);
        _results.Awaited.Remove(id);
        Assert.Equal(HealthLevels.Healthy, (await probe.CheckAsync(TestContext.Current.CancellationToken)).Level);
    }

    private string Hold(string coin, string? account)
    {
        var signal = SignalMapping.Entry(coin, PositionSide.Long, 100, 7, 0.75, "test", 1) with { Account = account };
        _records.All.Add(new(signal, SignalOutcome.Filled));
        _results.Awaited.Add(signal.Id);
        return signal.Id;
    }

    private AccountsProbe Probe(params string[] further) =>
        new(new([.. further.Append(AccountNames.Main).Select(account => new AccountRoute(account, [], 0, AccountRoute.BestScore))], []), _results, _records);

    private async Task<Core.Views.HealthPart> LookAsync(params string[] further) => await Probe(further).CheckAsync(TestContext.Current.CancellationToken);

    private sealed class Records : ISignalTrail
    {
        public List<SignalRecord> All { get; } = [];

        public Task AppendAsync(IReadOnlyCollection<SignalStep> steps, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<SignalStep>> ReadAsync(string signalId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<SignalRecord>> FindAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<SignalRecord>>([.. All.Where(record => signalIds.Contains(record.Signal.Id))]);
    }
}
