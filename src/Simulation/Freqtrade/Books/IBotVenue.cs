namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>The venue that a simulated bot trades on. Asked from several threads at once.</summary>
public interface IBotVenue
{
    /// <summary>Time at which orders are carried out, milliseconds since 1970 UTC.</summary>
    long NowUnixMs { get; }

    /// <summary>The market of a base coin, as it is written in pairs; null when the venue has none.</summary>
    BotMarket? Find(string baseCurrency);
}
