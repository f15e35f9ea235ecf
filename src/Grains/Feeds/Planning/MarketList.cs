using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Rest.Instruments;

namespace SqueezeFlow.Grains.Feeds.Planning;

/// <summary>What a venue said of its markets, read together.</summary>
/// <param name="Instruments">Its instruments.</param>
/// <param name="Largest">The largest of them by turnover, where that was asked for.</param>
internal sealed record MarketList(InstrumentList Instruments, IReadOnlySet<MarketId> Largest)
{
    /// <summary>Whether a plan made from another list holds for this one.</summary>
    public bool IsSame(MarketList other) => ReferenceEquals(Instruments.Instruments, other.Instruments.Instruments) && Largest.SetEquals(other.Largest);
}
