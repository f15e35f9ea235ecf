using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Execution.Desk;

/// <summary>A desk over doubles, and signals on their way through it.</summary>
public abstract class DeskBench
{
    private readonly ScriptedCertainty _certainty = new();

    private protected ManualClock Clock { get; } = new(DateTimeOffset.UtcNow);

    private protected ScriptedGateway Gateway { get; } = new();

    private protected ScriptedPrices Prices { get; } = new();

    private protected MarketTime Market { get; } = new();

    private protected ExecutionOptions Options { get; } = new();

    private protected EvaluationOptions Evaluation { get; } = new();

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected static Signal Exit(string symbol, string tradeId, TimeSpan age = default) =>
        SignalMapping.Close(symbol, 101, 1, "test", ExecutorCluster.Entry(symbol, age).BarCloseUnixMs, "tag", tradeId);

    private protected InboxEntry Received(Signal signal) => new(signal, IntentState.Received, 0, Clock.GetUtcNow());

    private protected InboxEntry Sent(Signal signal) => new(signal, IntentState.Sent, 1, Clock.GetUtcNow());

    private protected InboxEntry Lost(Signal signal) =>
        Sent(signal) with { State = IntentState.Unknown, Detail = "the connection was reset", UnknownSince = Clock.GetUtcNow() };

    private protected OrderDesk Desk(TimeProvider? clock = null) =>
        Desks.Of(Gateway, Prices, _certainty, Market, Options, Evaluation, clock ?? Clock);
}
