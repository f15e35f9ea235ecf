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

    /// <summary>Time for the answer to a subscription; it is repeated once at once, then reported and repeated with growing waits.</summary>
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

    /// <summary>Upper bound of the first wait before a subscription that the venue has refused, or not answered, is asked for again; doubles with each refusal. The wait is drawn from the upper half.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Upper bound of every wait before a subscription is asked for again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time after which a wanted market without a confirmed subscription is overdue: it degrades health and is named there.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan OverdueAfter { get; set; } = TimeSpan.FromSeconds(30);

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

    /// <summary>Reads of a connection of which one is followed to the symbol, where traces are sent at all.</summary>
    [Range(1, 1_000_000_000)]
    public int TraceEvery { get; set; } = 1_000;
}
