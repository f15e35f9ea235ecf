using System.ComponentModel.DataAnnotations;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>How connections are made and kept. Section <c>Feeds:Connection</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Feeds:Connection";

    /// <summary>Time for name look-up, connect, TLS and handshake together.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time for the answer to a subscription; it is repeated once, then reported.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan AcknowledgeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Upper bound of the first wait before connecting again; grows by half with each failure. The wait is drawn evenly from zero up.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Upper bound of every wait before connecting again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time of good data after which the next failure counts as the first.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan GoodAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Silence after which a connection is replaced; null for the venue's own limit.</summary>
    public TimeSpan? StaleAfter { get; set; }

    /// <summary>Whether a connection that delivered trades and delivers none any more is replaced, although it is alive: after 15 to 30 s.</summary>
    public bool WatchTrades { get; set; } = true;

    /// <summary>
    /// Whether trades that are more than a minute ahead of this machine's clock are refused: they would close bars that have not begun. Any other
    /// time that a venue states is taken as it is.
    /// </summary>
    public bool ChecksClock { get; set; } = true;

    /// <summary>Longest message in bytes; a longer one is skipped and counted.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int LongestMessage { get; set; } = 4 * 1024 * 1024;
}
