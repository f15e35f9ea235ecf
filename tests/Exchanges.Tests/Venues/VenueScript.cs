using System.Text.Json;

namespace SqueezeFlow.Exchanges.Tests.Venues;

/// <summary>How a venue answers what a collector sends: written from the venues' documentation, never from the adapters.</summary>
/// <param name="Answer">Frames that answer one client text; <c>refused</c> holds the venue's own symbols that it does not know.</param>
/// <param name="Ping">What the server sends to be answered, and what the answer must contain; null where it sends nothing.</param>
/// <param name="Heartbeat">What the client's heartbeat must contain; empty for a WebSocket ping; null where none is expected.</param>
/// <param name="IsGzip">Whether the server packs every text.</param>
internal sealed record VenueScript(
    Func<JsonElement, IReadOnlySet<string>, IEnumerable<string>> Answer,
    (string Sent, string Expected)? Ping = null,
    string? Heartbeat = null,
    bool IsGzip = false);
