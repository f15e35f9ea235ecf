using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>
/// Open interest of one coin over all venues. Venues are polled at different paces: each one's last value is carried
/// forward, so that a sum does not fall whenever a slow venue has no reading of its own. Not safe for concurrent use.
/// </summary>
public sealed class OpenInterestBook
{
    /// <summary>How long a value stands for its market.</summary>
    public static readonly TimeSpan CarryFor = TimeSpan.FromMinutes(30);

    private static readonly HashSet<string> FuturesVenues = new(StringComparer.Ordinal) { "BINANCE_FUTURES", "BYBIT", "OKX" };

    private readonly Dictionary<MarketId, (long UnixMs, double Usd, double Coins)> _last = [];
    private readonly OpenInterestTrack _futures = new();
    private readonly OpenInterestTrack _total = new();

    /// <summary>Takes a reading. One older than the last of its market, or below zero, is dropped.</summary>
    /// <param name="instrument">What the reading counts.</param>
    /// <param name="raw">Open interest in the venue's size unit.</param>
    /// <param name="markPrice">Mark price, quote units per base unit; greater than zero.</param>
    /// <param name="unixMs">When it was read, milliseconds since 1970 UTC.</param>
    /// <returns>Whether it was taken.</returns>
    public bool Add(Instrument instrument, double raw, double markPrice, long unixMs)
    {
        var isOld = _last.TryGetValue(instrument.Market, out var last) && unixMs < last.UnixMs;
        if (isOld || !(raw >= 0) || !(markPrice > 0))
        {
            return false;
        }

        _last[instrument.Market] = (unixMs, instrument.Notional(raw, markPrice), instrument.BaseSize(raw, markPrice));
        return true;
    }

    /// <summary>Value and coins of one venue now; zero when it has no value young enough.</summary>
    public (double Usd, double Coins) Of(string exchange, long nowUnixMs)
    {
        var (usd, coins, _) = Sum(market => market == exchange, nowUnixMs);
        return (usd, coins);
    }

    /// <summary>Sums over the venues now and keeps them for later comparison; none where nothing is young enough. Times must not run backwards.</summary>
    public IReadOnlyList<OpenInterestSum> Close(long nowUnixMs)
    {
        var sums = new List<OpenInterestSum>(2);
        Close(OpenInterestScope.Futures, FuturesVenues.Contains, _futures, nowUnixMs, sums);
        Close(OpenInterestScope.Total, _ => true, _total, nowUnixMs, sums);
        return sums;
    }

    /// <summary>How the total moved over the last two hours, by means of 5 minutes.</summary>
    public OpenInterestChange ChangeOverTwoHours(long nowUnixMs)
    {
        double[] means = [.. _total.Means(nowUnixMs, OpenInterestChange.DefaultPeriods + 1).Where(mean => !double.IsNaN(mean))];
        return OpenInterestChange.Over(means);
    }

    private void Close(OpenInterestScope scope, Predicate<string> isIn, OpenInterestTrack track, long nowUnixMs, List<OpenInterestSum> sums)
    {
        var (usd, coins, exchanges) = Sum(isIn, nowUnixMs);
        if (usd > 0)
        {
            sums.Add(new(scope, nowUnixMs, usd, coins, exchanges, track.ChangeOverDay(nowUnixMs, usd)));
            track.Add(nowUnixMs, usd);
        }
    }

    private (double Usd, double Coins, int Exchanges) Sum(Predicate<string> isIn, long nowUnixMs)
    {
        double usd = 0, coins = 0;
        var exchanges = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (market, value) in _last)
        {
            if (isIn(market.Exchange) && nowUnixMs - value.UnixMs <= CarryFor.TotalMilliseconds)
            {
                usd += value.Usd;
                coins += value.Coins;
                exchanges.Add(market.Exchange);
            }
        }

        return (usd, coins, exchanges.Count);
    }
}
