using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Keeps every trade.</summary>
internal sealed class Collected : ITradeSink, IPrintObserver
{
    public List<(MarketSlot Slot, Trade Trade)> Trades { get; } = [];

    public List<(MarketSlot? Slot, Print Print, string Id)> Prints { get; } = [];

    public void Add(MarketSlot slot, in Trade trade) => Trades.Add((slot, trade));

    public void OnPrint(MarketSlot? slot, in Print print, string id) => Prints.Add((slot, print, id));
}
