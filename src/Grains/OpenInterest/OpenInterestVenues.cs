using Microsoft.Extensions.Options;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Grains.Feeds;

namespace SqueezeFlow.Grains.OpenInterest;

/// <summary>Which coins and venues are collected in this deployment.</summary>
internal sealed class OpenInterestVenues(IOptions<OpenInterestOptions> options, FeedSupervisor feeds, ExchangeRests venues)
{
    /// <summary>Base coins; none when nothing is collected.</summary>
    public IReadOnlyList<string> Coins { get; } = options.Value.Enabled ? options.Value.Coins() : [];

    /// <summary>Venues that are read, are wanted and tell their open interest; none when nothing is collected.</summary>
    public IReadOnlyList<string> Exchanges { get; } = options.Value.Enabled ? Choose(options.Value.Named(), feeds.Exchanges, venues) : [];

    private static string[] Choose(IReadOnlyList<string> named, IReadOnlyList<string> read, ExchangeRests venues) =>
        [.. read.Where(exchange => named.Count == 0 || named.Contains(exchange, StringComparer.OrdinalIgnoreCase))
            .Where(exchange => venues.TryGet(exchange, out var rest) && rest.OpenInterestEvery is not null).Distinct()];
}
