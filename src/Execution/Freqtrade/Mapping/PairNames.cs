using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Execution.Freqtrade.Mapping;

/// <summary>The bot's spelling of markets. Case matters, and the spelling of the other trading mode is refused.</summary>
internal sealed class PairNames
{
    private readonly Dictionary<string, string> _pairByCoin;
    private readonly Dictionary<string, string> _coinByPair;

    /// <summary>Names with exceptions: base coin to pair.</summary>
    public PairNames(IReadOnlyDictionary<string, string> overrides)
    {
        _pairByCoin = new(overrides, StringComparer.Ordinal);
        _coinByPair = new(StringComparer.Ordinal);
        foreach (var (coin, pair) in overrides)
        {
            _coinByPair[pair] = coin;
        }
    }

    /// <summary><c>BTC</c> to <c>BTC/USDT:USDT</c> on futures, to <c>BTC/USDT</c> on spot.</summary>
    public string PairOf(string baseCoin, string stakeCurrency, bool isFutures)
    {
        if (_pairByCoin.TryGetValue(baseCoin, out var pair))
        {
            return pair;
        }

        return isFutures ? $"{baseCoin}/{stakeCurrency}:{stakeCurrency}" : $"{baseCoin}/{stakeCurrency}";
    }

    /// <summary>Base coin of a pair; multipliers stripped.</summary>
    public string CoinOf(string pair)
    {
        if (_coinByPair.TryGetValue(pair, out var coin))
        {
            return coin;
        }

        var slash = pair.IndexOf('/', StringComparison.Ordinal);
        return BaseCoin.FromVenue(string.Empty, slash < 0 ? pair : pair[..slash]);
    }
}
