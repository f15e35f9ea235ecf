using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Interfaces.Signals;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>A signal from outside that is on its way once it was sent.</summary>
internal sealed class FakeExternalSignal(FakeFlow flow, string key) : IExternalSignalGrain
{
    public Task<ExternalAnswer> GiveAsync(ExternalSignal sent)
    {
        var isNew = flow.Sent.TryAdd(key, sent);
        return Task.FromResult(flow.OnSent?.Invoke(sent) ?? new(RecordOf(sent), !isNew, null));
    }

    public static SignalRecord RecordOf(ExternalSignal sent) =>
        new(ExternalSignals.Entry(sent with { Symbol = sent.Symbol ?? "BTC" }, FakeFlow.MarketTime.ToUnixTimeMilliseconds(), sent.Price ?? 100), SignalOutcome.Pending);
}
