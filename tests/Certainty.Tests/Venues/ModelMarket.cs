using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Certainty.Tests.Venues;

/// <summary>
/// A market and every trade of it, in the order in which they happened. Trades of one second are worth 1, 2, 4 … quote units, so that a sum
/// tells which of them are in it.
/// </summary>
internal sealed class ModelMarket
{
    /// <summary>Price of everything, quote units.</summary>
    public const double Price = 100;

    private readonly Resized[] _resized;
    private readonly Delisted[] _delisted;
    private readonly double _size;
    private readonly long _startMs;

    public ModelMarket(Scenario scenario, MarketSpec spec, VenueStyle style, long startMs)
    {
        (Spec, Style, _startMs, _size) = (spec, style, startMs, style.FirstSize);
        _resized = [.. scenario.Of<Resized>().Where(f => f.Market == spec.Name)];
        _delisted = [.. scenario.Of<Delisted>().Where(f => f.Market == spec.Name)];
        Trades = new TradeMaker(scenario, this, startMs).Make();
    }

    public MarketSpec Spec { get; }

    public VenueStyle Style { get; }

    public MarketId Market => new(Spec.Venue, Spec.Symbol);

    public IReadOnlyList<ModelTrade> Trades { get; }

    /// <summary>How many of them the venue has sent, or would have to whoever had subscribed.</summary>
    public int Happened { get; set; }

    /// <summary>What a contract is worth in base units.</summary>
    public double SizeAt(long wallMs) =>
        _resized.Where(f => wallMs >= _startMs + (f.At * 1000L)).Aggregate(_size, (size, f) => size * f.Factor);

    /// <summary>Whether the venue's list says that it trades.</summary>
    public bool IsListedAt(long wallMs) =>
        !_delisted.Any(f => wallMs >= _startMs + (f.At * 1000L) && wallMs < _startMs + (f.End * 1000L));
}
