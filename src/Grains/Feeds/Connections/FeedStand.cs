using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>Where a connection stands that is to be taken over.</summary>
/// <param name="IsConnected">Whether it is connected.</param>
/// <param name="Misses">How often it may have missed trades so far.</param>
/// <param name="Confirmed">Markets that the venue has confirmed on it.</param>
internal readonly record struct FeedStand(bool IsConnected, long Misses, IReadOnlySet<MarketId> Confirmed);
