namespace SqueezeFlow.Grains.Feeds;

/// <summary>Which venues and markets are read. Section <c>Feeds</c>.</summary>
public sealed class FeedSelectionOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Feeds";

    /// <summary>Base coins that are read when nothing is named: liquid on spot and on perpetuals.</summary>
    public static IReadOnlyList<string> DefaultCoins { get; } = ["BTC", "ETH", "SOL", "XRP", "BNB", "DOGE", "ADA", "TRX", "AVAX", "LINK"];

    /// <summary>False to connect nowhere: trades come from a recording.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Venue ids, comma separated; empty for every venue that is alive.</summary>
    public string Exchanges { get; set; } = "";

    /// <summary>
    /// Market ids, patterns such as <c>*:btc*usdt</c>, or base coins, comma separated; <c>*</c> for every trading market;
    /// empty for ten liquid base coins over USD-like quotes.
    /// </summary>
    public string Markets { get; set; } = "";

    /// <summary>
    /// The largest markets of each venue by turnover of the last 24 hours that are read besides <see cref="Markets"/>, on venues that tell all
    /// turnovers at once; 0 for none. When <see cref="Markets"/> is empty, these alone.
    /// </summary>
    [System.ComponentModel.DataAnnotations.Range(0, 10_000)]
    public int TopByTurnover { get; set; }

    /// <summary>Time between two readings of a venue's list, so that new and ended markets are noticed.</summary>
    [System.ComponentModel.DataAnnotations.Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Connections that read each market; 1 to 3.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 3)]
    public int Redundancy { get; set; } = 1;
}
