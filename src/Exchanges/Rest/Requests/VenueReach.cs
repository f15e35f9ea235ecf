using System.Collections.Concurrent;
using System.Net.Sockets;

namespace SqueezeFlow.Exchanges.Rest.Requests;

/// <summary>Which venues do not answer requests at present, and why. Safe for concurrent use.</summary>
/// <param name="clock">The host's clock.</param>
public sealed class VenueReach(TimeProvider clock)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _loggedAt = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _unreached = new(StringComparer.Ordinal);

    /// <summary>Venues whose last request got no answer, with the reason in a few words, e.g. <c>name not resolved</c>.</summary>
    public IReadOnlyDictionary<string, string> Unreached => _unreached;

    /// <summary>
    /// All of them in one sentence, the most frequent reason first, e.g. <c>2 venues unreachable: name not resolved (MEXC, OKX)</c>; null when
    /// every venue that was asked has answered.
    /// </summary>
    public string? Sentence
    {
        get
        {
            var groups = _unreached.GroupBy(venue => venue.Value, venue => venue.Key)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .ToArray();
            return groups.Length == 0
                ? null
                : $"{Count(groups.Sum(group => group.Count()))} unreachable: {string.Join("; ", groups.Select(group => $"{group.Key} ({Names(group)})"))}";
        }
    }

    /// <summary>
    /// Whether a failed request to a venue deserves a line in the log now: once a minute, and not while the venue gives no answer at all, which
    /// <see cref="Sentence"/> tells.
    /// </summary>
    public bool ShouldLog(string exchange)
    {
        var now = clock.GetUtcNow();
        if (_unreached.ContainsKey(exchange) || (_loggedAt.TryGetValue(exchange, out var at) && now - at < BetweenLines))
        {
            return false;
        }

        _loggedAt[exchange] = now;
        return true;
    }

    /// <summary>A venue has answered, whatever it said.</summary>
    internal void Answered(string exchange) => _unreached.TryRemove(exchange, out _);

    /// <summary>A request got no answer.</summary>
    internal void Missed(string exchange, Exception cause) => _unreached[exchange] = ReasonOf(cause);

    /// <summary>Why no answer came, in a few words.</summary>
    internal static string ReasonOf(Exception cause)
    {
        for (var e = cause; e is not null; e = e.InnerException!)
        {
            var reason = e switch
            {
                SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery } => "name not resolved",
                SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connection refused",
                SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown } => "no way to the network",
                SocketException { SocketErrorCode: SocketError.ConnectionReset } => "connection reset",
                HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "name not resolved",
                HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection",
                _ => null,
            };
            if (reason is not null)
            {
                return reason;
            }
        }

        return "no answer";
    }

    private static string Count(int venues) => venues == 1 ? "1 venue" : $"{venues} venues";

    private static string Names(IEnumerable<string> venues) => string.Join(", ", venues.Order(StringComparer.Ordinal));
}
