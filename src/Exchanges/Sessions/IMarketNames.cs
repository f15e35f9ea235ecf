using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>A venue's names for its markets. Stateless and safe for concurrent use.</summary>
public interface IMarketNames
{
    /// <summary>The name that frames use for a market, e.g. <c>BTCUSDT</c>.</summary>
    string WireSymbol(MarketId market);

    /// <summary>The market that a name in a frame of this endpoint stands for.</summary>
    MarketId MarketOf(string endpoint, string wireSymbol);

    /// <summary>A market nobody listed, as the venue's habits suggest; null where they suggest nothing.</summary>
    Instrument? Assume(MarketId market);
}
