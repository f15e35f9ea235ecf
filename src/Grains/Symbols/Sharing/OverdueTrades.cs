using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Refill;

namespace SqueezeFlow.Grains.Symbols.Sharing;

/// <summary>How long trades of a symbol wait for others: for those that a search is to bring, and for those that a reader is to bring once more. Not thread-safe.</summary>
/// <param name="filler">Searches for what is missing.</param>
internal sealed class OverdueTrades(GapFiller filler)
{
    // A lane that lives asks its symbol every two seconds, every ten when it keeps nothing.
    private static readonly TimeSpan LongestReturn = TimeSpan.FromSeconds(30);

    private readonly Dictionary<MarketId, DateTimeOffset> _settlingSince = [];
    private readonly Dictionary<MarketId, DateTimeOffset> _heldSince = [];
    private readonly Dictionary<MarketId, DateTimeOffset> _awaitedSince = [];

    /// <summary>Ends the wait of a market's trades, if it was too long.</summary>
    public void Release(MarketFlow market, DateTimeOffset now)
    {
        if (!market.Continued.IsSettling)
        {
            _settlingSince.Remove(market.Market);
        }
        else if (IsLonger(_settlingSince, market.Market, now, SymbolTenure.Settling))
        {
            market.Continued.EndSettling();
        }

        if (!market.Continued.AreAwaited)
        {
            _awaitedSince.Remove(market.Market);
        }
        else if (IsLonger(_awaitedSince, market.Market, now, LongestReturn))
        {
            market.Continued.EndAwaiting();
        }

        if (market.Held == 0)
        {
            _heldSince.Remove(market.Market);
        }
        else if (market.Held > filler.MostHeld || IsLonger(_heldSince, market.Market, now, filler.LongestWait))
        {
            market.Release();
        }
    }

    private static bool IsLonger(Dictionary<MarketId, DateTimeOffset> since, MarketId market, DateTimeOffset now, TimeSpan longest) =>
        !since.TryAdd(market, now) && now - since[market] > longest;
}
